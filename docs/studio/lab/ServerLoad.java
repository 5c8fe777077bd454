package docs.studio.lab;

import docs.studio.servers.LoadClock;
import docs.studio.web.LocalGet;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Requests for the learner's server at a steady rate. They end a few seconds after a page has asked for them last. */
final class ServerLoad implements AutoCloseable {

    static final int MOST_PER_SECOND = 200;
    static final int MOST_OPEN = 64;

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final IntSupplier port;
    private final LoadClock clock = new LoadClock(MOST_PER_SECOND, MOST_OPEN, this::next);
    private volatile String target;

    /** @param port where the server listens now; 0: nowhere */
    ServerLoad(IntSupplier port) {
        this.port = port;
    }

    /** Sends so many requests per second from now on, for the next seconds. @param rate up to MOST_PER_SECOND */
    void send(int rate, String path) {
        target = path;
        clock.send(rate, LEASE);
    }

    private Runnable next() {
        int to = port.getAsInt();
        String path = target;
        return to == 0 ? () -> {} : () -> get(to, path);
    }

    private static void get(int port, String path) {
        try {
            LocalGet.of(port, path, PATIENCE);
        } catch (IOException failed) {
            // The server's own numbers tell what they can.
        }
    }

    /** How many requests wait for their responses. */
    int open() {
        return clock.open();
    }

    @Override
    public void close() {
        clock.close();
    }
}
