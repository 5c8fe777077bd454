package grader.conformance.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Does everything in the rarest way that the RFCs allow: it keeps no connection and says so, writes sizes of eight
 * digits, reads a folded line as three spaces and a bare CR as one, and supports no OPTIONS.
 */
final class Allowed implements Scripted.Script {

    @Override
    public void play(InputStream in, OutputStream out) throws IOException {
        String head = Scripted.head(in);
        if (head == null) {
            return;
        }
        String content = head.toLowerCase(Locale.ROOT).contains("chunked") ? chunks(in)
                : new String(in.readNBytes(length(head)), ISO_8859_1);
        String read = head.replaceAll("\r\n[ \t]+", "   ").replaceAll("\r(?!\n)", " ");
        String path = read.split(" ", 3).length < 2 ? "" : read.split(" ", 3)[1];
        String status = read.startsWith("OPTIONS") ? "501 None"
                : read.startsWith("DELETE") ? "405 No"
                        : path.equals("/not-there") ? "404 None"
                                : !read.contains("\r\nHost: ") || read.matches("(?s)\\S+ \\S+ HTTP/1\\.1 .*")
                                        ? "400 Bad"
                                        : "200 OK";
        String body = path.equals("/fields") ? read.substring(read.indexOf('\n') + 1)
                : path.equals("/echo") ? content
                        : path.startsWith("/bytes/") ? "x".repeat(Integer.parseInt(path.substring(7)))
                                : "Hello, world\n";
        Scripted.write(out, "HTTP/1.1 " + status + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
        if (!read.startsWith("HEAD")) {
            Scripted.write(out,
                    (body.isEmpty() ? "" : "%08X\r\n%s\r\n".formatted(body.length(), body)) + "00000000\r\n\r\n");
        }
        in.readNBytes(in.available());      // else the end would be a reset
    }

    private static int length(String head) {
        return head.toLowerCase(Locale.ROOT).contains("content-length:")
                ? Integer.parseInt(head.replaceAll("(?si).*content-length:\\s*(\\d+).*", "$1"))
                : 0;
    }

    private static String chunks(InputStream in) throws IOException {
        StringBuilder content = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line(in).replaceAll("[ ;].*", ""), 16);
            if (size == 0) {
                while (!line(in).isEmpty()) {
                    // trailers
                }
                return content.toString();
            }
            content.append(new String(in.readNBytes(size), ISO_8859_1));
            line(in);
        }
    }

    /** A bare CR is a space. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().replaceAll("\r$", "").replace('\r', ' ');
    }
}
