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

    /** What is done with one connection. An `IOException` is that client's trouble, nobody else's. */
    interface Service {
        void serve(Socket connection) throws IOException;
    }

    /**
     * Listens on `host` and on no other address. Port 0 lets the system pick a free one.
     *
     * @throws UsageError where that cannot be: the port is taken, say, or the address is not this machine's
     */
    // task bind
    static Listener bind(String host, int port) throws IOException {
        throw new Todo("bind");
    }

    /**
     * Serves one client after another until the listener is closed. No client can end the loop: whoever leaves, resets
     * or talks nonsense harms only its own connection.
     */
    // task accept-loop
    void acceptLoop(Service service) {
        Todo.say("accept-loop");
        java.util.concurrent.locks.LockSupport.park(this);
    }

    /**
     * Ends the server: closes the listener at once, then prints `stopped`. Runs on SIGINT and SIGTERM, in a thread of
     * its own, and waits for nobody; the process ends when it returns.
     */
    // task stop
    void stop() throws IOException {
        Todo.say("stop");
    }

    /** Where this listener can be reached, an IPv6 address in brackets (RFC 3986 §3.2.2). */
    String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getLocalPort();
    }
}
