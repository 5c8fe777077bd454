// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;

/** Serves connections: those of an {@link Endpoint}. */
interface Engine {

    /** Starts to serve the connections of `endpoint`. Returns immediately, with the thread that accepts them. */
    Thread start(Endpoint endpoint) throws IOException;

    /** Returns how many connections this engine serves at the same time, at most `limit`. */
    default int maxConnections(int limit) {
        return limit;
    }

    /** Returns how many connections may wait while `served` are served, at most `limit`. */
    default int maxWaiting(int limit, int served) {
        return limit;
    }

    /** Returns how many clients may be told at the same time that there is no room, at most `limit`. */
    default int maxRejected(int limit) {
        return limit;
    }

    /**
     * Closes the listener of the endpoint. When this method returns, the kernel refuses new connections. Those that are
     * already accepted continue.
     */
    default void stopAccepting(Listener listener) throws IOException {
        ServerSocketChannel channel = listener.socket().getChannel();
        channel.close();
        try {
            // As long as a thread is in `accept`, the kernel completes connections. This call waits for that thread.
            channel.accept();
        } catch (ClosedChannelException closed) {
            // No thread accepts.
        }
    }

    /** Returns how many connections have no request in progress: none has begun, or the last response is complete. */
    default int idleConnections() {
        return 0;
    }

    /** Closes each connection, from now on, as soon as it is idle. Returns immediately. */
    default void drain() {}

    /**
     * Closes all connections, whatever they are doing. Those with a request in progress are reset, so that the client
     * sees that something is missing. When this method returns, they are closed. If a handler cannot be interrupted,
     * some are reset only when the handler or the process ends.
     */
    default void abort() {}
}
