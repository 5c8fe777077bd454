import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A second port for the people who run the server. It responds even when the first port is too busy to. Used until lab
 * 11, where `AdminPort` takes over.
 *
 * <p>It shares neither workers nor a queue with the server that it reports on. For every method, /live returns 200,
 * /ready returns 200 or 503, a path in `pages` returns its JSON, and any other path returns 404.
 *
 * @param pages maps each path to the supplier of its JSON
 * @param ready whether the server takes new requests
 * @param permits one for each connection; a client that finds none left is disconnected
 */
record AdminServer(Map<String, Supplier<String>> pages, BooleanSupplier ready, Semaphore permits)
        implements Listener.ConnectionHandler {

    /** The value of `--admin-port` for no port. */
    static final String NONE = "none";
    private static final int MAX_PORT = 65_535;
    private static final int BACKLOG = 50;
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MOST_CONNECTIONS = 64;

    AdminServer(Map<String, Supplier<String>> pages, BooleanSupplier ready) {
        this(pages, ready, new Semaphore(MOST_CONNECTIONS));
    }

    /** Returns the port that the flag `--admin-port` names; -1 for none. */
    static int port(String text) {
        return text.equals(NONE) ? -1 : Flags.number("admin-port", text, 0, MAX_PORT);
    }

    static boolean isWanted(Flags flags) {
        return !flags.text("admin-port").equals(NONE);
    }

    /** Opens the port, and prints its address. */
    void open(Flags flags) throws IOException {
        Listener listener = Backlog.listen(flags.text("host"), port(flags.text("admin-port")), BACKLOG);
        SecondaryPort.open(listener, this);
        IO.println(Launcher.labName() + " admin on " + listener.url());
    }

    @Override
    public void serve(Socket client) throws IOException {
        if (permits.tryAcquire()) {
            try {
                client.getOutputStream().write(respond(client));
                Sockets.linger(client);
            } finally {
                permits.release();
            }
        }
    }

    private byte[] respond(Socket client) throws IOException {
        try {
            RequestLine line = HeadReader.read(client, TIMEOUT_MILLIS);
            return respond(line.method(), line.target());
        } catch (HttpException refusal) {
            return ResponseBytes.text("GET", refusal.status(), refusal.getMessage() + "\n");
        }
    }

    private byte[] respond(String method, String path) {
        if (pages.containsKey(path)) {
            return jsonOrText(method, 200, "application/json", pages.get(path).get() + "\n");
        }
        return switch (path) {
            case "/live" -> jsonOrText(method, 200, "text/plain", "ok\n");
            case "/ready" -> ready.getAsBoolean() ? jsonOrText(method, 200, "text/plain", "ok\n")
                    : jsonOrText(method, 503, "text/plain", "not ready\n");
            default -> jsonOrText(method, 404, "text/plain",
                    "there are /live, /ready, " + String.join(", ", pages.keySet()) + "\n");
        };
    }

    private static byte[] jsonOrText(String method, int status, String type, String body) {
        byte[] content = body.getBytes(UTF_8);
        return ResponseBytes.of(method, status,
                List.of("Content-Type: " + type, "Content-Length: " + content.length, ResponseBytes.CLOSE), content);
    }
}
