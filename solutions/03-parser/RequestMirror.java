import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What lab 03 answers: everything that it understood of a request, an item a line. Given. */
record RequestMirror(AccessLog log) implements Answers {

    @Override
    public byte[] answer(Request request, boolean last) {
        log.line(request.head().method() + " " + request.head().text());
        String body = text(request);
        String head = "HTTP/1.1 200 OK\r\n"
                + "Content-Type: text/plain; charset=iso-8859-1\r\n"
                + "Content-Length: " + body.length() + "\r\n"
                + (last ? "Connection: close\r\n" : "")
                + "\r\n";
        return (request.head().method().equals("HEAD") ? head : head + body).getBytes(ISO_8859_1);
    }

    @Override
    public byte[] refuse(HttpError refusal) {
        return Refusal.answer(refusal);
    }

    private static String text(Request request) {
        Head head = request.head();
        Target target = head.target();
        StringBuilder text = new StringBuilder();
        line(text, "method: ", head.method());
        line(text, "target: ", head.text());
        if (target.path() != null) {
            line(text, "path: ", target.path());
        }
        if (target.query() != null) {
            line(text, "query: ", target.query());
        }
        line(text, "version: ", head.version());
        fields(text, "field: ", head.fields());
        line(text, "body: ", request.content().length + " bytes sha-256 " + sha256(request.content()));
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

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
