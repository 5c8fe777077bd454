// Given: nothing in this file is for you to write.
/** Serves the connections that it takes from an {@link AcceptQueue}. */
interface Engine {

    /** Starts to serve up to `maxConnections` connections at the same time. Returns immediately. */
    void start(AcceptQueue queue, int maxConnections, ConnectionCounters counters);

    /** Returns how many connections have no request in progress. */
    default int idleConnections() {
        return 0;
    }

    /** Closes each connection, from now on, as soon as it is idle. Returns immediately. */
    default void drain() {}

    /** Closes all connections immediately, whatever they are doing. */
    default void abort() {}
}
