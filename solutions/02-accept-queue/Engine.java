import java.io.IOException;

/** Serves connections: those of an {@link Endpoint}. */
interface Engine {

    /** Starts to serve the connections of `endpoint`. Returns immediately, with the thread that accepts them. */
    Thread start(Endpoint endpoint) throws IOException;

    /** Returns how many connections this engine serves at the same time, at most `limit`. */
    default int maxConnections(int limit) {
        return limit;
    }

    /** Returns how many connections have no request in progress. */
    default int idleConnections() {
        return 0;
    }

    /** Closes each connection, from now on, as soon as it is idle. Returns immediately. */
    default void drain() {}

    /** Closes all connections immediately, whatever they are doing. */
    default void abort() {}
}
