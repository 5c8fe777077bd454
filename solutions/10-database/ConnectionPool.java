import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Open connections to a database or another server, from which requests borrow. Opening one takes far longer than most
 * requests do.
 *
 * <p>A borrower has a permit, and there are as many permits as there may be connections. No lock is held while a
 * connection is checked or opened, so a slow one holds up no other borrower. Which idle connection is used next, and
 * whether a newcomer may overtake those who wait at the moment at which a permit is released, no caller may rely on.
 * Page: docs/pages/lab10.adoc.
 */
final class ConnectionPool<C extends AutoCloseable, E extends Exception> implements AutoCloseable {

    private final ConnectionFactory<C, E> factory;
    private final PoolSettings settings;
    private final LongSupplier nanos;
    private final Semaphore permits;
    private final IdleConnections<PooledConnection<C>> idle = new IdleConnections<>();
    private final Set<PooledConnection<C>> all = ConcurrentHashMap.newKeySet();
    private volatile long lastFailure;      // of a connection; a time of the clock
    private volatile boolean closed;

    /** @param nanos a clock such as System::nanoTime */
    ConnectionPool(ConnectionFactory<C, E> factory, PoolSettings settings, LongSupplier nanos) {
        this.factory = factory;
        this.settings = settings;
        this.nanos = nanos;
        this.permits = new Semaphore(settings.size(), true);      // true: the longest wait ends first
        this.lastFailure = nanos.getAsLong();
    }

    /**
     * Waits for a permit, then returns a lease of a connection that works. Callers that wait get their permits in the
     * order in which they came. In all, no caller waits longer than the settings and its request allow.
     *
     * @throws E {@link ConnectionFactory#timeout} if there is no permit in this time; {@link ConnectionFactory#silent}
     *         if there is no connection in what is left of it; what {@link ConnectionFactory#open} throws if no
     *         connection can be opened
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    // task pool, until then: return lease(open());
    Lease<C> borrow() throws E, InterruptedException {
        long start = nanos.getAsLong();
        long timeout = timeout();
        if (!permits.tryAcquire(timeout, TimeUnit.NANOSECONDS)) {
            throw factory.timeout(timeout);
        }
        return lease(connection(timeout - (nanos.getAsLong() - start)));
    }

    /**
     * Returns a connection for a borrower that has a permit. To check or open one may take long, so a thread of its own
     * does that, and the permit is then that thread's. If the borrower stops waiting, after `left` nanoseconds, the
     * connection is returned to the pool as soon as it is there.
     */
    private PooledConnection<C> connection(long left) throws E, InterruptedException {
        PooledConnection<C> first = idle.pollFirst();
        return first != null && !needsCheck(first) ? first
                : BoundedCall.continued(left, () -> usableOrRelease(first), this::giveBack, factory::silent);
    }

    private boolean needsCheck(PooledConnection<C> connection) {
        return connection.needsCheck(nanos.getAsLong(), settings.idleCheck(), lastFailure);
    }

    /** Returns a {@link #usable} connection to a thread that has a permit. If this throws, the permit is free again. */
    // task pool
    private PooledConnection<C> usableOrRelease(PooledConnection<C> first) throws E, InterruptedException {
        try {
            return usable(first);
        } catch (Exception | Error failure) {
            permits.release();
            throw failure;
        }
    }

    /**
     * Returns a connection that works: an idle one, or a new one if no idle one works. An idle connection that
     * {@link #needsCheck} must be valid ({@link PooledConnection#isValid}); otherwise it is discarded
     * ({@link #discard}).
     *
     * @param first an idle connection, to be used before others; null if there is none
     */
    // task broken, until then: return first == null ? open() : first;
    private PooledConnection<C> usable(PooledConnection<C> first) throws E, InterruptedException {
        PooledConnection<C> next = first;
        while (next != null) {
            if (!needsCheck(next) || next.isValid()) {
                return next;
            }
            discard(next);
            next = idle.pollFirst();
        }
        return open();
    }

    private PooledConnection<C> open() throws E, InterruptedException {
        if (closed) {
            throw factory.closed();
        }
        PooledConnection<C> connection = new PooledConnection<>(factory, factory.open());
        all.add(connection);
        return connection;
    }

    /** Returns the lease for a borrower. If that fails, gives the connection back. */
    private Lease<C> lease(PooledConnection<C> connection) {
        boolean watched = settings.leak() > 0;
        try {
            Lease<C> lease =
                    new Lease<>(this, connection, watched ? nanos.getAsLong() : 0, watched ? new Throwable() : null);
            connection.setLease(lease);
            return lease;
        } catch (RuntimeException | Error failure) {
            giveBack(connection);
            throw failure;
        }
    }

    /**
     * Takes back a connection, which has no lease from now on ({@link PooledConnection#setLease}). If it can be used
     * again ({@link PooledConnection#isReusable}), it is idle as of now ({@link PooledConnection#markIdle}); whether
     * the next borrower gets this connection or the one idle for longest is up to you. Otherwise it is discarded
     * ({@link #discard}). Whatever fails, its permit is free again; the caller that gets it finds the connection. In a
     * pool that was closed meanwhile, no connection stays idle ({@link #closeIdle}).
     */
    // task pool, until then: connection.close(); all.remove(connection); return;
    void giveBack(PooledConnection<C> connection) {
        connection.setLease(null);
        try {
            if (connection.isReusable()) {
                connection.markIdle(nanos.getAsLong());
                idle.addFirst(connection);
            } else {
                discard(connection);
            }
        } finally {
            permits.release();
        }
        if (closed) {
            closeIdle();
        }
    }

    /** Closes a connection that has failed. What has happened to it may have happened to the idle ones, too. */
    private void discard(PooledConnection<C> connection) {
        lastFailure = nanos.getAsLong();
        close(connection);
    }

    private void close(PooledConnection<C> connection) {
        all.remove(connection);
        connection.close();
    }

    /** Returns the leases that have begun before `time`, in nanoseconds of the clock. */
    List<Lease<C>> leasesBefore(long time) {
        return all.stream()
                .map(PooledConnection::lease)
                .filter(lease -> lease != null && lease.since() - time < 0)
                .toList();
    }

    /** Returns how long a borrower waits at most, in nanoseconds: not longer than its request has time. */
    long timeout() {
        return Math.min(settings.timeout(), RequestContext.current().remaining());
    }

    /** Returns how many connections there may be. */
    int size() {
        return settings.size();
    }

    /** Returns how many connections are open. */
    int connections() {
        return all.size();
    }

    /** Returns how many connections are borrowed now. */
    int borrowed() {
        return (int) all.stream().filter(connection -> connection.lease() != null).count();
    }

    /** Returns how many callers wait for a connection now, about. */
    int waiting() {
        return permits.getQueueLength();
    }

    boolean isClosed() {
        return closed;
    }

    /** Closes the connections: the idle ones at once, the others as soon as they are returned. No one opens another. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (PooledConnection<C> next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            close(next);
        }
    }
}
