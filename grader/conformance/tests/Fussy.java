package grader.conformance.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Serves the plainest requests, so that it passes as a control request, and rejects each that differs. Its error
 * responses and those without content have the right status, and nothing of what belongs to it.
 *
 * @param home the status of GET /, such as `200 OK`
 * @param longLine that of a request line that is too long
 * @param longHead that of a head that is too long
 */
record Fussy(String home, String longLine, String longHead) implements Scripted.Script {

    private static final String PLAIN =
            "(GET|HEAD|OPTIONS) /\\S* HTTP/1\\.1\r\nHost: a\\.example\r\n(Connection: close\r\n)?\r\n";
    private static final String CHUNKED =
            "(POST /echo|GET /fields) HTTP/1\\.1\r\nHost: a\\.example\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String COUNTED = "POST /echo HTTP/1\\.1\r\nHost: a\\.example\r\nContent-Length: 5\r\n\r\n";
    private static final int LONG_LINE = 8_000;
    private static final int LONG_HEAD = 60_000;

    @Override
    public void play(InputStream in, OutputStream out) throws IOException {
        for (String head = Scripted.head(in); head != null; head = Scripted.head(in)) {
            String chunks = head.matches(CHUNKED) ? String.valueOf(Scripted.head(in)) : "";
            String refusal = refusal(head, chunks);
            if (refusal == null) {
                Scripted.write(out, "HTTP/1.1 " + answer(head, chunks, in));
                continue;
            }
            Scripted.write(out, (head.contains("HTTP/1.9") ? "HTTP/1.9 " : "HTTP/1.1 ") + refusal
                    + "\r\nContent-Length: 0\r\n\r\n");
            if (refusal.startsWith("400")) {
                return;
            }
        }
    }

    /** The status of a refusal; null if the request is plain. */
    private String refusal(String head, String chunks) {
        boolean chunked = head.matches(CHUNKED) && chunks.matches("5\r\nhello\r\n0\r\n(.+\r\n)?\r\n");
        return head.indexOf('\r') > LONG_LINE ? longLine
                : head.length() > LONG_HEAD ? longHead
                        : head.startsWith("GET /slow/300 ") ? "503 Slow"
                                : head.contains("HTTP/3.0") ? "505 No"
                                        : head.startsWith("DELETE ") ? "405 No"
                                                : head.startsWith("HEAD / ") ? null
                                                        : head.contains("\r\nIf-") ? "412 No"
                                                                : head.startsWith("GET /not-there ") ? "404 No"
                                                                        : head.matches(PLAIN) || chunked
                                                                                || head.matches(COUNTED) ? null
                                                                                        : "400 No";
    }

    private String answer(String head, String chunks, InputStream in) throws IOException {
        String path = head.split(" ", 3)[1];
        if (head.startsWith("HEAD ")) {
            return "200 OK\r\nContent-Length: 0\r\n\r\n";
        }
        if (head.startsWith("GET / ")) {
            return home + "\r\nTransfer-Encoding: chunked\r\n\r\nd\r\nHello, world\n\r\n0\r\n\r\n";
        }
        if (path.equals("/no-content")) {
            return "204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n";
        }
        String value =
                path.contains("value=") ? "X-Value: " + path.replaceAll(".*value=", "") + "\r\n" : "X-Get: yes\r\n";
        String content = head.startsWith("POST ") || path.equals("/fields") ? given(head, chunks, in)
                : path.equals("/bytes/3") ? "xxx" : "Hello";
        return "200 OK\r\n" + value + "Content-Length: " + content.length() + "\r\n\r\n" + content;
    }

    private static String given(String head, String chunks, InputStream in) throws IOException {
        return !head.startsWith("POST ") ? head + chunks
                : chunks.isEmpty() ? new String(in.readNBytes(5), ISO_8859_1) : "hello";
    }
}
