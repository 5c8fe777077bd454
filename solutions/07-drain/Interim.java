import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * An interim response (RFC 9110 §15.2): it precedes the response to a request, and there may be several. Used from lab
 * 14 on.
 *
 * @param status from 102 to 199
 */
record Interim(int status, List<Field> fields) {

    private static final Attribute<byte[]> KEY = new Attribute<>("interim responses");
    private static final byte[] NONE = {};

    /** Has these precede the response to `request`, whose client must speak HTTP/1.1. */
    static void set(RequestContext request, List<Interim> all) {
        if (!all.isEmpty() || bytes(request) != NONE) {
            StringBuilder heads = new StringBuilder();
            all.forEach(interim -> interim.write(heads));
            request.set(KEY, heads.toString().getBytes(ISO_8859_1));
        }
    }

    private void write(StringBuilder heads) {
        heads.append("HTTP/1.1 ").append(status).append(' ').append(Status.reason(status)).append("\r\n");
        fields.forEach(field -> heads.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        heads.append("\r\n");
    }

    /** Returns the bytes of what precedes the response to `request`. */
    static byte[] bytes(RequestContext request) {
        byte[] heads = request.get(KEY);
        return heads == null ? NONE : heads;
    }
}
