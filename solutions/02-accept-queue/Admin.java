import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A second port, for whoever runs the server: it answers when the first one is too busy to. Given.
 *
 * <p>It shares no worker and no line with the server that it tells about. Whatever the method, /live and /ready are
 * 200, a page that was handed in is its JSON, and anything else is 404.
 *
 * @param pages path to what makes its JSON
 */
record Admin(ServerSocket socket, Map<String, Supplier<String>> pages) {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int PAUSE_NANOS = 100_000_000;
    private static final int MOST_BYTES = 8 * 1024;
    private static final Pattern EMPTY_LINE = Pattern.compile("\n\r?\n");

    void start() {
        Thread.ofPlatform().daemon().name("admin").start(this::run);
    }

    private void run() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException error) {
                // No descriptor is free, perhaps: then the next try fails at once, too.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(TIMEOUT_MILLIS);
            String[] words = head(client).split("\\s", 3);
            client.getOutputStream().write(answer(words.length > 1 ? words[1] : ""));
        } catch (IOException gone) {
            // Then nobody has to be told.
        }
    }

    /** What has come up to the empty line: no more than {@link #MOST_BYTES}, whatever else is sent. */
    private static String head(Socket client) throws IOException {
        byte[] bytes = new byte[MOST_BYTES];
        String head = "";
        for (int count = 0; count >= 0 && head.length() < MOST_BYTES && !EMPTY_LINE.matcher(head).find();) {
            count = client.getInputStream().read(bytes, head.length(), MOST_BYTES - head.length());
            head = new String(bytes, 0, head.length() + Math.max(count, 0), ISO_8859_1);
        }
        return head;
    }

    private byte[] answer(String path) {
        if (pages.containsKey(path)) {
            return response(200, "application/json", pages.get(path).get() + "\n");
        }
        return path.equals("/live") || path.equals("/ready")
                ? response(200, "text/plain", "ok\n")
                : response(404, "text/plain", "there are /live, /ready, " + String.join(", ", pages.keySet()) + "\n");
    }

    private static byte[] response(int status, String type, String body) {
        byte[] content = body.getBytes(UTF_8);
        return Reply.to("GET", status,
                List.of("Content-Type: " + type, "Content-Length: " + content.length, Reply.CLOSE), content);
    }
}
