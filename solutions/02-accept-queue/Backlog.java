import java.io.IOException;
import java.net.ServerSocket;

/**
 * The listening socket, with a say in how many clients may wait for it.
 *
 * <p>The kernel completes connections without asking the server, and keeps them in the accept queue until the server
 * takes them. The backlog is the limit of that queue. Page: docs/pages/lab02.adoc.
 */
final class Backlog {

    private Backlog() {}

    /**
     * Listens on `host` and `port` by {@link Listener#bind}, with room for `backlog` connections in the kernel's accept
     * queue. The port can be bound again at once after the server has ended, while old connections are still in
     * TIME_WAIT.
     */
    // task backlog
    static Listener listen(String host, int port, int backlog) throws IOException {
        ServerSocket socket = Sockets.open();
        socket.setReuseAddress(true);       // Java does so by itself, except on Windows; it counts only before bind.
        return Listener.bind(socket, host, port, backlog);
    }
}
