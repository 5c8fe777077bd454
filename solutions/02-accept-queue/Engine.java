/** Serves the connections that it takes out of an {@link AcceptQueue}. */
interface Engine {

    /** Serves up to `maxConnections` at the same time. Returns immediately. */
    void start(AcceptQueue queue, int maxConnections, ConnectionCounters counters);

    /** How many connections have no request in hand. */
    default int idle() {
        return 0;
    }

    /** From now on, ends each connection as soon as it is idle. Returns immediately. */
    default void drain() {}

    /** Ends all connections immediately, whatever they are doing. */
    default void abort() {}
}
