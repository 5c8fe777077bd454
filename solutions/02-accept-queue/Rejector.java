import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Semaphore;

/**
 * Sends a response to clients that are not served, and gives them time to read it.
 *
 * <p>A client may read slowly, or not at all, so no thread that the server needs waits for it. But each of these
 * connections holds a descriptor, so there is a limit. A connection beyond the limit is closed without a response.
 */
final class Rejector {

    /** How many clients may be told at the same time, unless the engine has room for fewer. */
    static final int MAX_CONNECTIONS = 256;
    private static final Lack NO_THREAD = new Lack("no thread for a response to a client that is not served");

    private final Semaphore permits;
    private final ConnectionCounters counters;

    /** @param most how many clients may be told at the same time */
    Rejector(ConnectionCounters counters, int most) {
        this.counters = counters;
        this.permits = new Semaphore(most);
    }

    /** Counts a connection as rejected and sends it `response`. Returns immediately. */
    void reject(Socket connection, byte[] response) {
        counters.add(ConnectionCounters.Counter.REJECTED, 1);
        sendAndClose(connection, response);
    }

    /**
     * Sends `response`, then closes the connection. Returns immediately. If the limit of the constructor is reached, or
     * no thread can be started, which is reported ({@link Lack}), only closes it. In each case the connection is over
     * in the end ({@link ConnectionCounters#closed}), once, and leaves its place to another one.
     */
    // task overload, until then: Thread.startVirtualThread(() -> send(connection, response));
    void sendAndClose(Socket connection, byte[] response) {
        boolean permitted = permits.tryAcquire();
        try {
            if (permitted) {
                Thread.ofVirtual().start(() -> send(connection, response));
                return;
            }
        } catch (RuntimeException | Error noThread) {
            permits.release();
            NO_THREAD.report(noThread);
        }
        Sockets.close(connection);
        counters.closed();
    }

    /** Sends `response`, and waits until the client has read it. Then the connection is over, and a permit is free. */
    private void send(Socket connection, byte[] response) {
        try (connection) {
            connection.getOutputStream().write(response);
            Sockets.linger(connection);
        } catch (IOException gone) {
            // The client left first.
        } finally {
            permits.release();
            counters.closed();
        }
    }
}
