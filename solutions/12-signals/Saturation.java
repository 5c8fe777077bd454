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
    // task saturation, until then: return;
    void expose(MetricsWriter out) {
        if (server != null) {
            server(out);
        }
        out.gauge("db_pool_connections_borrowed", pool.borrowed(), "Connections to the database that are in use.");
        out.gauge("db_pool_connections_open", pool.connections(), "Connections to the database.");
        out.gauge("db_pool_connections_limit", pool.size(), "Connections to the database at most.");
        out.gauge("db_pool_waiting", pool.waiting(), "Callers that wait for a connection to the database.");
        out.gauge("http_buffers_borrowed", application.buffers().borrowed(), "Large buffers that are in use.");
        out.gauge("http_buffers_limit", application.buffers().limit(), "Large buffers at most.");
        out.bytes("http_content_bytes", application.bodies().taken(), "Memory for the content of requests.");
        out.bytes("http_content_limit_bytes", application.bodies().limit(), "The same at most.");
        ProcessUsage.expose(out);
    }

    // task saturation, until then: return;
    private void server(MetricsWriter out) {
        ConnectionCounters counters = server.counters();
        out.counter("http_connections_accepted", counters.value(ConnectionCounters.Counter.ACCEPTED),
                "Connections that were accepted.");
        out.counter("http_connections_rejected", counters.value(ConnectionCounters.Counter.REJECTED),
                "Connections that were turned away.");
        out.gauge("http_connections_open", server.openConnections(), "Connections that are open.");
        out.gauge("http_workers_busy", counters.value(ConnectionCounters.Counter.SERVING),
                "Connections that are served.");
        out.gauge("http_workers_limit", workers, "Connections that can be served at the same time.");
        out.gauge("http_queue_connections", server.queue().depth(), "Connections that wait to be served.");
        out.gauge("http_queue_limit", places, "The same at most.");
        server.kernel()
                .depth()
                .ifPresent(depth -> out.gauge("http_kernel_queue_connections", depth,
                        "Connections that wait to be accepted."));
        server.kernel()
                .limit()
                .ifPresent(limit -> out.gauge("http_kernel_queue_limit", limit, "The same at most."));
        out.family("http_oldest_wait_seconds", "gauge", "seconds", "How long the oldest waiting request has waited.");
        out.seconds("http_oldest_wait_seconds", oldestWait(System.nanoTime()));
    }

    /**
     * Returns how long the oldest waiting request has waited, in nanoseconds; 0 if none waits. A request waits as long
     * as its connection is in the queue ({@link AcceptQueue#oldest}), or when it has arrived and no thread works for it
     * yet ({@link OpenConnections#oldest}).
     *
     * @param now a time of System.nanoTime
     */
    // task saturation, until then: return 0;
    private long oldestWait(long now) {
        OptionalLong queued = server.queue().oldest();
        OptionalLong arrived = connections.oldest();
        return Math.max(queued.isPresent() ? now - queued.getAsLong() : 0,
                arrived.isPresent() ? now - arrived.getAsLong() : 0);
    }
}
