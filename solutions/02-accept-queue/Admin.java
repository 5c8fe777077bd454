import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A second port, for whoever runs the server: it answers when the first one is too busy to. Given.
 *
 * <p>It shares nothing with the server that it tells about: no worker, no queue, no line of its code. GET of /live and
 * /ready is 200, of a page that was handed in its JSON, of anything else 404.
 */
final class Admin {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MOST_LINES = 100;

    private final ServerSocket socket;
    private final Map<String, Supplier<String>> pages;

    /** @param pages path to what makes its JSON */
    Admin(ServerSocket socket, Map<String, Supplier<String>> pages) {
        this.socket = socket;
        this.pages = pages;
    }

    void start() {
        Thread.ofPlatform().daemon().name("admin").start(this::run);
    }

    private void run() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException error) {
                LockSupport.parkNanos(100_000_000);     // No descriptor was free, perhaps; there is no hurry here.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(TIMEOUT_MILLIS);
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            String[] first = String.valueOf(in.readLine()).split(" ");
            int lines = 0;
            while (lines < MOST_LINES && !String.valueOf(in.readLine()).isEmpty()) {
                lines++;
            }
            client.getOutputStream().write(answer(first.length > 1 ? first[1] : ""));
        } catch (IOException gone) {
            // Then nobody has to be told.
        }
    }

    private byte[] answer(String path) {
        try {
            return page(path).getBytes(UTF_8);
        } catch (Todo todo) {
            return todo.answer();
        }
    }

    private String page(String path) {
        if (pages.containsKey(path)) {
            return response("200 OK", "application/json", pages.get(path).get() + "\n");
        }
        return path.equals("/live") || path.equals("/ready")
                ? response("200 OK", "text/plain", "ok\n")
                : response("404 Not Found", "text/plain", "there are /live, /ready, " + String.join(", ", pages.keySet()) + "\n");
    }

    private static String response(String status, String type, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    }
}
