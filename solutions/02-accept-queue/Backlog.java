import java.io.IOException;
import java.net.InetSocketAddress;
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
     * A socket that listens on `address`, with room for `backlog` connections in the kernel's accept queue. It can be
     * bound again at once after the server has ended, while old connections are still in TIME_WAIT.
     *
     * @throws IOException where that cannot be: the port is taken, say
     */
    // task backlog
    static ServerSocket listen(InetSocketAddress address, int backlog) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);       // Java does so by itself, except on Windows; it counts only before bind.
        try {
            socket.bind(address, backlog);
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }
}
