import java.io.IOException;
import java.net.ServerSocket;

/**
 * Opens a listening socket with a limit on how many clients may wait for it.
 *
 * <p>The kernel completes connections without asking the server, and keeps them in the accept queue until the server
 * accepts them. The backlog is the limit of that queue. Page: docs/pages/lab02.adoc.
 */
final class Backlog {

    private Backlog() {}

    /**
     * Listens on `host` and `port` through {@link Listener#bind}, with room for `backlog` connections in the kernel's
     * accept queue. After the server has ended, the port can be bound again immediately, even while old connections are
     * still in TIME_WAIT.
     */
    // task backlog
    static Listener listen(String host, int port, int backlog) throws IOException {
        ServerSocket socket = Sockets.open();
        socket.setReuseAddress(true);       // Java's default, except on Windows; takes effect only before bind.
        return Listener.bind(socket, host, port, backlog);
    }
}
