import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Builds the bytes of one response: the status line, the fields, an empty line, the content.
 *
 * <p>The client finds the end of the content with `Content-Length`, so that number must be exact to the byte. From lab
 * 07 on, `ResponseWriter` writes the responses of the main port.
 */
final class ResponseBytes {

    /** The field line that announces that the connection closes after this response. */
    static final String CLOSE = "Connection: close";

    private ResponseBytes() {}

    /**
     * Returns a complete text response to a request with `method`. The fields are `Content-Type: text/plain;
     * charset=utf-8`, `Content-Length` in bytes of UTF-8, and {@link #CLOSE}.
     */
    // task write-response
    static byte[] text(String method, int status, String text) {
        return Todo.response("write-response", text);
    }

    /**
     * Returns a complete response: the status line with {@link Status#reason}, each of `fields` on its own line, an
     * empty line, and `content`. Lines end in CR LF. The response to HEAD has the same head and no content.
     *
     * @param status a three-digit code, such as 200
     * @param fields the field lines without line endings, such as {@link #CLOSE}; they include `Content-Length`
     */
    // task write-response
    static byte[] of(String method, int status, List<String> fields, byte[] content) {
        return Todo.response("write-response", new String(content, UTF_8));
    }
}
