import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * The responder of lab 03: lists everything that it understood in a request, one item per line. Used until lab 04,
 * where a `Router` takes over.
 */
record RequestEcho(AccessLog log) implements Responder {

    private static final String TYPE = "Content-Type: text/plain; charset=iso-8859-1";

    RequestEcho {
        OpenedOnce.prepare();       // for the hashes
    }

    @Override
    public byte[] respond(Request request, boolean last) {
        if (request.failure() != null) {
            return rejection(request.failure());
        }
        log.write(request.head().method() + " " + request.head().rawTarget());
        byte[] content = text(request).getBytes(ISO_8859_1);
        String length = "Content-Length: " + content.length;
        return ResponseBytes.of(request.head().method(), 200,
                last ? List.of(TYPE, length, ResponseBytes.CLOSE) : List.of(TYPE, length), content);
    }

    /**
     * Returns the response to a request that could not be understood. Its content, of the {@link #TYPE}, is one line
     * that says why. The start of the next request is unknown, so the client must know that the connection ends.
     */
    // task errors, until then: return Todo.response("errors", failure.getMessage());
    private static byte[] rejection(HttpException failure) {
        byte[] content = (failure.getMessage() + "\n").getBytes(ISO_8859_1);
        return ResponseBytes.of("GET", failure.status(),
                List.of(TYPE, "Content-Length: " + content.length, ResponseBytes.CLOSE),
                content);
    }

    private static String text(Request request) {
        Head head = request.head();
        RequestTarget target = head.target();
        StringBuilder text = new StringBuilder();
        line(text, "method: ", head.method());
        line(text, "target: ", head.rawTarget());
        if (target.path() != null) {
            line(text, "path: ", target.path());
        }
        if (target.query() != null) {
            line(text, "query: ", target.query());
        }
        line(text, "version: ", head.version());
        fields(text, "field: ", head.fields());
        line(text, "body: ", request.content().length + " bytes sha-256 " + Sha256.of(request.content()));
        fields(text, "trailer: ", request.trailers());
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(label).append(value).append('\n');
    }

    private static void fields(StringBuilder text, String label, Fields fields) {
        for (int i = 0; i < fields.size(); i++) {
            line(text, label, fields.name(i) + ": " + fields.value(i));
        }
    }
}
