package grader.bench.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server for long messages: of a `GET /N` it sends N bytes; of a `POST` it reads all content, and responds with how
 * many bytes that was. It keeps nothing.
 */
final class LongBackend implements AutoCloseable {

    private static final int PART = 64 * 1024;
    private static final Pattern WANTED = Pattern.compile("^GET /(\\d{1,18}) ");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    private final ServerSocket listener;

    LongBackend() throws IOException {
        listener = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException over) {
                // closed
            }
        }
    }

    private static void serve(Socket client) {
        byte[] part = new byte[PART];
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                long content = number(LENGTH, head);
                for (long left = content; left > 0;) {
                    left -= in.readNBytes(part, 0, (int) Math.min(left, PART));
                }
                boolean post = head.startsWith("POST ");
                String text = String.valueOf(content);
                long count = post ? text.length() : number(WANTED, head);
                out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + count + "\r\n\r\n" + (post ? text : ""))
                        .getBytes(StandardCharsets.US_ASCII));
                for (long left = post ? 0 : count; left > 0; left -= PART) {
                    out.write(part, 0, (int) Math.min(left, PART));
                }
            }
        } catch (IOException gone) {
            // The edge has left: that is seen on its other side.
        }
    }

    private static long number(Pattern pattern, String head) {
        Matcher found = pattern.matcher(head);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** Up to the empty line; empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
