import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * The fourth golden signal: how full the server is. Each resource that can run out has a limit, and what is used of it;
 * where callers queue for it, their number says more than both. Page: docs/pages/lab12.adoc.
 *
 * @param server null until the port is open
 * @param workers how many connections are served at the same time, at most
 * @param places how many more may wait for that, at most
 */
record Saturation(Server server, int workers, int places, OpenConnections connections, Application application,
        ConnectionPool<Connection, SQLException> pool) {

    /**
     * Puts out a gauge ({@link MetricsWriter#gauge}) for each resource, and for what waits for it, also for the memory
     * of the `application`, and what {@link ProcessUsage} knows. Their names are in the table "Metrics" of the lab's
     * page "Interface". A number that is not known is left out.
     */
    // task saturation
    void expose(MetricsWriter out) {
        Todo.report("saturation");
    }

    // task saturation
    private void server(MetricsWriter out) {
        Todo.report("saturation");
    }

    /**
     * Returns how long the oldest waiting request has waited, in nanoseconds; 0 if none waits. A request waits as long
     * as its connection is in the queue ({@link AcceptQueue#oldest}), or when it has arrived and no thread works for it
     * yet ({@link OpenConnections#oldest}).
     *
     * @param now a time of System.nanoTime
     */
    // task saturation
    private long oldestWait(long now) {
        Todo.report("saturation");
        return 0;
    }
}
