import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Writes one response: the status line, the fields, an empty line, the content.
 *
 * <p>The client finds the end of the content by `Content-Length`, so that number must be right to the byte. In force
 * until lab 07, where `ResponseWriter` takes over.
 */
final class ResponseBytes {

    /** The field line that says that the connection ends after this response. */
    static final String CLOSE = "Connection: close";

    private ResponseBytes() {}

    /**
     * The bytes of a whole response of text to a request with `method`. Fields: `Content-Type: text/plain;
     * charset=utf-8`, `Content-Length` in bytes of UTF-8, {@link #CLOSE}.
     */
    // task write-response
    static byte[] text(String method, int status, String text) {
        return Todo.response("write-response", text);
    }

    /**
     * The bytes of a whole response: the status line with {@link Status#reason}, each of `fields` on a line, an empty
     * line, `content`. Lines end in CR LF. HEAD gets the same head and no content.
     *
     * @param status three digits, such as 200
     * @param fields without their line ends, such as {@link #CLOSE}; `Content-Length` is among them
     */
    // task write-response
    static byte[] of(String method, int status, List<String> fields, byte[] content) {
        return Todo.response("write-response", new String(content, UTF_8));
    }
}
