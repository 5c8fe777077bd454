import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Semaphore;

/**
 * Takes leave of clients that are not served: tells them so, and gives them time to read it. Given.
 *
 * <p>Each farewell has a thread of its own, a virtual one, which costs next to nothing. But each holds a descriptor, so
 * there is a limit; who comes beyond it is closed without a word.
 */
final class Farewell {

    private static final int MOST = 256;

    private final Semaphore room = new Semaphore(MOST);
    private final Gauges gauges;

    Farewell(Gauges gauges) {
        this.gauges = gauges;
    }

    /** Counts a connection as rejected and sends it `answer`. Returns at once. */
    void reject(Socket connection, byte[] answer) {
        gauges.count(Gauges.Gauge.REJECTED, 1);
        say(connection, answer);
    }

    /** Sends `answer`, then hangs up. Returns at once. */
    void say(Socket connection, byte[] answer) {
        if (room.tryAcquire()) {
            Thread.ofVirtual().start(() -> {
                send(connection, answer);
                room.release();
            });
        } else {
            try {
                connection.close();
            } catch (IOException gone) {
                // The client left first.
            }
        }
    }

    private static void send(Socket connection, byte[] answer) {
        try (connection) {
            connection.getOutputStream().write(answer);
            Sockets.finish(connection);
        } catch (IOException gone) {
            // Then nobody has to be told.
        }
    }
}
