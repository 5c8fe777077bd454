import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A listening socket, for the first stop of a request: accept.
 *
 * <p>`bind` gets an address and a port from the operating system. From then on the kernel completes connections and
 * queues them. `acceptLoop` takes them from the queue, one after another, for as long as the server runs. `stop`
 * releases the port. A listening socket carries no data: each client gets its own connected socket.
 *
 * <p>Page: docs/pages/lab01.adoc.
 *
 * @param socket bound to `host`
 */
record Listener(String host, ServerSocket socket) {

    /** Handles the connections that a listener accepts. */
    interface ConnectionHandler {

        /** Serves one connection. An `IOException` affects this client and no other. */
        void serve(Socket connection) throws IOException, InterruptedException;

        /** Called after an error, such as a failed accept, while the listener is open. Lab 01 does nothing here. */
        default void acceptFailed(IOException error) throws InterruptedException {}
    }

    /**
     * Binds a socket and listens on `host` and on no other address. Port 0 lets the system pick a free port.
     *
     * @param socket an unbound socket ({@link Sockets#open}); closed if it cannot be bound
     * @param backlog how many clients may wait in the kernel to be accepted
     * @throws UsageException if binding fails: for example, the port is taken or the address is not this machine's
     */
    // task bind
    static Listener bind(ServerSocket socket, String host, int port, int backlog) throws IOException {
        throw new Todo("bind");
    }

    /**
     * Serves one client after another until the listener is closed. No client can end the loop: a client that leaves,
     * resets or sends garbage harms only its own connection. Each `IOException` that occurs while the listener is open
     * goes to {@link ConnectionHandler#acceptFailed}.
     */
    // task accept-loop
    void acceptLoop(ConnectionHandler handler) throws InterruptedException {
        Todo.report("accept-loop");
        Thread.currentThread().join();
    }

    /**
     * Stops the server: closes the listener immediately, then prints `stopped`. Runs in its own thread on SIGINT and
     * SIGTERM. Does not wait for clients; the process ends when this method returns.
     */
    // task stop
    void stop() throws IOException {
        Todo.report("stop");
    }

    /** Returns the URL of this listener, with an IPv6 address in brackets (RFC 3986 §3.2.2). */
    String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getLocalPort();
    }
}
