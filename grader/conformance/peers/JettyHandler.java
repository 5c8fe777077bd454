package grader.conformance.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content.Sink;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Lab 07's routes on Jetty, which calls it on a thread that may block. */
final class JettyHandler extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Route route = Route.of(request.getMethod(), request.getHttpURI().getPath());
        switch (route.name()) {
            case "GET /" -> send(response, callback, 200, Content.TEXT, Content.HELLO.getBytes(UTF_8));
            case "GET /json" -> send(response, callback, 200, Content.JSON, Content.json().getBytes(UTF_8));
            case "GET /bytes" -> {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, route.number());
                if (route.number() <= Content.PART) {
                    send(response, callback, 200, Content.BYTES, Content.letters(route.number()));
                } else {
                    stream(response, callback, Content.BYTES, out -> Content.letters(route.number(), out));
                }
            }
            case "GET /chunks" -> stream(response, callback, Content.BYTES, out -> {
                out.flush();        // Else it would collect a short content, and then know its length.
                Content.letters(route.number(), out);
            });
            case "GET /rows" -> stream(response, callback, Content.JSON, out -> Content.rows(route.number(), out));
            case "POST /echo" -> {
                String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
                ByteBuffer content = Source.asByteBuffer(request);
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, type == null ? Content.BYTES : type);
                response.write(true, content, callback);
            }
            case "GET /fields" -> send(response, callback, 200, Content.LATIN, fields(request).getBytes(ISO_8859_1));
            case "GET /no-content" -> empty(response, callback, 204);
            case "GET /slow" -> {
                Thread.sleep(route.number());
                send(response, callback, 200, Content.TEXT, Content.HELLO.getBytes(UTF_8));
            }
            case "GET /fail-midway" -> stream(response, callback, Content.TEXT, out -> {
                out.write(Content.BEGINNING.getBytes(UTF_8));
                out.flush();
                throw new IllegalStateException("the rest cannot be made");
            });
            case "GET /header" -> {
                Fields.Field value = Request.extractQueryParameters(request).get("value");
                response.getHeaders().put("X-Value", value == null ? "" : value.getValue());
                send(response, callback, 200, Content.TEXT, Content.HELLO.getBytes(UTF_8));
            }
            case "GET /status" -> status(response, callback, route.number());
            default -> Response.writeError(request, response, callback, 404);
        }
        return true;
    }

    /** Writes content that is made meanwhile. */
    private interface Writing {
        void to(OutputStream out) throws Exception;
    }

    private static void stream(Response response, Callback callback, String type, Writing content) throws Exception {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        OutputStream out = Sink.asOutputStream(response);
        content.to(out);
        out.close();
        callback.succeeded();
    }

    private static void send(Response response, Callback callback, int status, String type, byte[] content) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(content), callback);
    }

    private static void empty(Response response, Callback callback, int status) {
        response.setStatus(status);
        callback.succeeded();
    }

    private static void status(Response response, Callback callback, long status) {
        if (Content.hasStatus(status) && !Content.mayHaveContent(status)) {
            empty(response, callback, (int) status);
        } else {
            send(response, callback, Content.hasStatus(status) ? (int) status : 404, Content.TEXT,
                    ("status " + status + "\n").getBytes(UTF_8));
        }
    }

    private static String fields(Request request) {
        StringBuilder text = new StringBuilder();
        request.getHeaders()
                .forEach(field -> text.append(field.getLowerCaseName())
                        .append(": ")
                        .append(field.getValue())
                        .append('\n'));
        return text.toString();
    }
}
