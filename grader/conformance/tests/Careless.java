package grader.conformance.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Knows lab 07's routes and Content-Length, and gets wrong what a response has to look like. */
final class Careless implements Scripted.Script {

    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("/no-content", "204 No Content\r\nContent-Length: 5\r\n\r\nhello"),
            Map.entry("/status/304", "304 Not Modified\r\nContent-Length: 5\r\n\r\nhello"),
            Map.entry("/status/205", "205 Reset Content\r\nContent-Length: 5\r\n\r\nhello"),
            Map.entry("/status/503", "503\nDate: now\nX-A: b\n\tc\nX-A : b\nX B: c\n\n"),
            Map.entry("/json/", "308 Permanent Redirect\r\nContent-Length: 0\r\n\r\n"),
            Map.entry("/fail-midway", "200 OK\r\nContent-Length: 5\r\n\r\nhello"),
            Map.entry("/not-there", "404 Not Found\r\nContent-Length: 1\r\n\r\n "),
            Map.entry("/chunks/5",
                    "200 OK\r\nTransfer-Encoding: chunked, chunked\r\nContent-Length: 5\r\nContent-Length: "
                            + "6\r\n\r\n5 \r\nhello\r\n0\r\n\r\n"),
            Map.entry("/chunks/70000", "200 OK\r\n\r\nhello"));

    /**
     * Without `.*` before it: heads of a megabyte come, too, and that would look at each of their bytes from each of
     * them.
     */
    private static final Pattern LENGTH =
            Pattern.compile("\\r\\nContent-Length: *(\\d{1,6})(?=\\r\\n)", Pattern.CASE_INSENSITIVE);

    @Override
    public void play(InputStream in, OutputStream out) throws IOException {
        for (String head = Scripted.head(in); head != null; head = Scripted.head(in)) {
            String content = content(head, in);
            String[] words = head.split("[ \r]", 4);
            String method = words[0];
            String path = words.length > 1 ? words[1].replaceFirst("\\?.*", "") : "";
            String wrong = WRONG.get(path);
            Scripted.write(out, "HTTP/1.1 " + (wrong != null ? wrong : answer(head, method, path, content)));
            if (path.equals("/chunks/70000")) {
                return;
            }
        }
    }

    private static String answer(String head, String method, String path, String content) {
        String lower = head.toLowerCase(Locale.ROOT);
        String status = switch (method) {
            case "DELETE" -> "405 No\r\nAllow: P(T";
            case "BREW", "HTTP/1.1" -> "501 No";
            case "OPTIONS" -> "204 No Content";
            default -> lower.contains("\r\nif-match") || lower.contains("since:") || lower.contains("if-none-match: *")
                    ? "412 No"
                    : lower.contains("\r\nif-none-match") || lower.contains("if-range") ? "304 No"
                            : lower.contains("upgrade:") ? "101 Switching Protocols\r\nUpgrade: wonders/9"
                                    : lower.contains("\r\nhost:") ? "200 OK"
                                            : lower.contains("3.0\r\n") ? "505 No" : "400 No";
        };
        if (lower.contains("range:")) {
            status = "206 Partial Content";
        }
        String body = status.startsWith("2") ? body(method, path, head, content) : "";
        String fields = path.equals("/header") ? "X-Value: a\r\nX-Evil: yes\0\r\n" : "Content-Encoding: gzip\r\n";
        return (lower.contains("expect: ") ? "100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 " : "")
                + status + "\r\nConnection: close\r\n" + fields + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String body(String method, String path, String head, String content) {
        return method.equals("TRACE") || path.equals("/fields") ? head + content
                : path.equals("/echo") ? content : path.startsWith("/bytes") ? "x" : "Hello, world\n";
    }

    private static String content(String head, InputStream in) throws IOException {
        int length = LENGTH.matcher(head)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .reduce(0, (first, last) -> last);
        return new String(in.readNBytes(length), ISO_8859_1);
    }
}
