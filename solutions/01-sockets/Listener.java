import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The listening socket: the first stop, accept.
 *
 * <p>`bind` takes an address and a port from the operating system. From then on the kernel completes connections and
 * queues them; `acceptLoop` takes them out, one after another, for as long as the server lives. `stop` gives the port
 * back. A listening socket carries no data: each client gets a connected socket of its own.
 *
 * <p>Page: docs/pages/lab01.adoc.
 *
 * @param socket bound to `host`
 */
record Listener(String host, ServerSocket socket) {

    /** What is done with the connections of a listener. */
    interface Service {

        /** Serves one connection. An `IOException` is that client's trouble, and no other's. */
        void serve(Socket connection) throws IOException, InterruptedException;

        /** Something went wrong, in an accept, say, and the listener is open still: in lab 01 nothing is to be done. */
        default void failed(IOException error) throws InterruptedException {}
    }

    /**
     * Binds a socket, and listens on `host` and on no other address. Port 0 lets the system pick a free one.
     *
     * @param socket not bound yet ({@link Sockets#open}); closed if it cannot be bound
     * @param backlog how many clients may wait in the kernel until they are accepted
     * @throws UsageError if it cannot be bound: the port is taken, say, or the address is not this machine's
     */
    // task bind
    static Listener bind(ServerSocket socket, String host, int port, int backlog) throws IOException {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), backlog);
            return new Listener(host, socket);
        } catch (IOException error) {
            socket.close();
            throw new UsageException("cannot listen on " + host + ", port " + port + " (" + error.getMessage()
                    + "): free it, or choose another address or port; port 0 picks a free one");
        }
    }

    /**
     * Serves one client after another until the listener is closed. No client can end the loop: a client that leaves,
     * resets or talks nonsense harms only its own connection. Each `IOException` that comes while the listener is open
     * goes to {@link Service#failed}.
     */
    // task accept-loop, until then: Thread.currentThread().join();
    void acceptLoop(Service service) throws InterruptedException {
        while (!socket.isClosed()) {
            try {
                service.serve(socket.accept());
            } catch (IOException error) {
                if (!socket.isClosed()) {
                    service.failed(error);
                }
            }
        }
    }

    /**
     * Ends the server: closes the listener at once, then prints `stopped`. Runs on SIGINT and SIGTERM, in a thread of
     * its own, and waits for nobody; the process ends when it returns.
     */
    // task stop, until then: return;
    void stop() throws IOException {
        socket.close();
        IO.println("stopped");
    }

    /** Where this listener can be reached, an IPv6 address in brackets (RFC 3986 §3.2.2). */
    String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getLocalPort();
    }
}
