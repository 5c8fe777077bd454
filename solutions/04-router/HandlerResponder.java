import java.util.ArrayList;
import java.util.List;

/**
 * Calls a handler and turns its response into bytes. It counts a response as sent as soon as it has the bytes. Used
 * until lab 07, where `HttpConnection` takes over.
 */
record HandlerResponder(ExceptionBoundary handler) implements Responder {

    HandlerResponder(Handler handler) {
        this(new ExceptionBoundary(handler));
    }

    @Override
    public byte[] respond(Request request, boolean last) {
        Response response = handler.handle(request);
        List<String> fields = new ArrayList<>();
        response.fields().forEach(field -> fields.add(field.name() + ": " + field.value()));
        if (response.status() != 204) {        // A 204 has neither content nor a length (RFC 9110 §8.6).
            fields.add("Content-Length: " + response.body().length);
        }
        if (last) {
            fields.add(ResponseBytes.CLOSE);
        }
        String method = request.head().method();
        byte[] bytes = ResponseBytes.of(method, response.status(), fields, response.body());
        request.context().ended(new Outcome(method.equals("HEAD") ? 0 : response.body().length, null));
        return bytes;
    }
}
