// Given: nothing in this file is for you to write.
import java.util.concurrent.atomic.AtomicReference;

/**
 * The right to use a connection of a {@link ConnectionPool}, until it is returned by {@link #close}:
 *
 * <pre> try (Lease<…> lease = pool.borrow()) { … lease.connection() … } </pre>
 *
 * <p>Returning it again does nothing: another borrower may have the connection by then.
 */
final class Lease<C extends AutoCloseable> implements AutoCloseable {

    private final ConnectionPool<C, ?> pool;
    private final AtomicReference<PooledConnection<C>> pooled;
    private final Thread thread = Thread.currentThread();
    private final long since;
    private final Throwable place;      // where it was borrowed; null if leaks are not reported

    /** @param since now, in nanoseconds of the pool's clock */
    Lease(ConnectionPool<C, ?> pool, PooledConnection<C> pooled, long since, Throwable place) {
        this.pool = pool;
        this.pooled = new AtomicReference<>(pooled);
        this.since = since;
        this.place = place;
    }

    /** Returns the connection. Do not keep it for longer than the lease. */
    C connection() {
        return pooled().connection();
    }

    /** Notes that the connection has failed: it will not be used again. */
    void markBroken() {
        pooled().markBroken();
    }

    private PooledConnection<C> pooled() {
        PooledConnection<C> own = pooled.get();
        if (own == null) {
            throw new IllegalStateException("the connection has been returned to the pool");
        }
        return own;
    }

    /** Returns the connection to the pool. */
    @Override
    public void close() {
        PooledConnection<C> own = pooled.getAndSet(null);
        if (own != null) {
            pool.giveBack(own);
        }
    }

    long since() {
        return since;
    }

    Thread thread() {
        return thread;
    }

    /** Returns the line that borrowed it, in the code that is not the pool's. */
    StackTraceElement place() {
        for (StackTraceElement frame : place.getStackTrace()) {
            String file = frame.getFileName();
            if (!"ConnectionPool.java".equals(file) && !"Database.java".equals(file)) {
                return frame;
            }
        }
        return place.getStackTrace()[0];
    }
}
