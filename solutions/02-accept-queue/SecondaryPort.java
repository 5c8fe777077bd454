import java.io.IOException;
import java.net.Socket;

/**
 * A port beside the server's own, such as the admin port. Each of its connections has a platform thread, which depends
 * on nothing that the clients of the server could use up for good.
 *
 * @param handler serves a connection, which is closed afterward
 */
record SecondaryPort(Listener.ConnectionHandler handler) implements Listener.ConnectionHandler {

    private static final int PAUSE_MILLIS = 100;
    private static final Lack NO_THREAD = new Lack("no thread for a connection to a secondary port, which was closed");

    /** Serves the connections of `listener` until it is closed. Returns immediately. */
    static void open(Listener listener, Listener.ConnectionHandler handler) {
        Server.startAccepting("secondary", listener, new SecondaryPort(handler));
    }

    @Override
    public void serve(Socket connection) {
        try {
            Thread.ofPlatform().daemon().start(() -> serveAndClose(connection));
        } catch (RuntimeException | Error noThread) {
            Sockets.close(connection);
            NO_THREAD.report(noThread);
        }
    }

    private void serveAndClose(Socket connection) {
        try (connection) {
            handler.serve(connection);
        } catch (IOException | InterruptedException gone) {
            // The client left first.
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
        }
    }

    /** Waits a moment. If no descriptor is free, the next accept would fail immediately, too. */
    @Override
    public void acceptFailed(IOException error) throws InterruptedException {
        Thread.sleep(PAUSE_MILLIS);
    }
}
