import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Semaphore;

/**
 * Sends a response to clients that are not served, and gives them time to read it.
 *
 * <p>Each of these connections has its own virtual thread, which costs next to nothing. But each also holds a
 * descriptor, so there is a limit. A connection beyond the limit is closed without a response.
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

    /** Sends `response`, then closes the connection. Returns immediately. */
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
