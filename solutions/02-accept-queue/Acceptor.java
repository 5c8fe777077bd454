import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The one thread that accepts.
 *
 * <p>It takes connections out of the kernel's queue and puts them into the {@link AcceptQueue}, or asks
 * {@link Overload} what to do when that is full. It never reads from a client and never writes to one: a slow client
 * must not hold it up. Page: docs/pages/lab02.adoc.
 */
record Acceptor(ServerSocket listener, AcceptQueue queue, Overload overload, Farewell farewell, Gauges gauges) {

    private static final int PAUSE_MILLIS = 100;

    /**
     * Admits one connection after another until the listener is closed. An accept that fails is left to
     * {@link #failed}.
     */
    // task acceptor, until then: Thread.currentThread().join();
    void run() throws InterruptedException {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept());
            } catch (IOException error) {
                if (!listener.isClosed()) {
                    failed(error);
                }
            }
        }
    }

    /**
     * After a failed accept, of a listener that is open still: most often no descriptor was free. The client stays in
     * the kernel's queue, so the next accept fails at once, too. Waits a moment, so that the loop does not spin.
     */
    // task accept-errors
    private void failed(IOException error) throws InterruptedException {
        System.err.println("cannot accept (" + error.getMessage() + "): next try in " + PAUSE_MILLIS + " ms");
        Thread.sleep(PAUSE_MILLIS);
    }

    /** Puts a connection in line. Given. */
    private void admit(Socket connection) throws InterruptedException {
        gauges.count(Gauges.Gauge.ACCEPTED, 1);
        try {
            if (!queue.offer(connection)) {
                overload.full(connection);
            }
        } catch (HttpError refusal) {
            farewell.say(connection, Reply.text("GET", refusal.status(), refusal.getMessage() + "\n"));
        }
    }
}
