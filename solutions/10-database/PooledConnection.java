/**
 * A connection of a {@link ConnectionPool}, and what the pool knows about it. Each connection is in one place: idle in
 * the pool, or with one borrower. Only that place uses it.
 */
final class PooledConnection<C extends AutoCloseable> {

    private final ConnectionFactory<C, ?> factory;
    private final C connection;
    private volatile boolean broken;
    private volatile Lease<C> lease;        // null unless it is borrowed
    private volatile long idleSince;

    PooledConnection(ConnectionFactory<C, ?> factory, C connection) {
        this.factory = factory;
        this.connection = connection;
    }

    C connection() {
        return connection;
    }

    /** Returns the lease of the borrower who has it; null if there is none. */
    Lease<C> lease() {
        return lease;
    }

    void setLease(Lease<C> lease) {
        this.lease = lease;
    }

    /** Notes that the connection has failed: it will not be used again. */
    void markBroken() {
        broken = true;
    }

    void markIdle(long now) {
        idleSince = now;
    }

    /**
     * Returns whether an idle connection has to be checked before it is used: it has been idle for `limit` nanoseconds
     * or longer, or another connection has failed since it was returned. The peer may have been restarted meanwhile,
     * and a firewall forgets connections that are silent.
     */
    // task broken, until then: return false;
    boolean needsCheck(long now, long limit, long lastFailure) {
        return now - idleSince >= limit || lastFailure - idleSince > 0;
    }

    /**
     * Returns whether the peer responds on it ({@link ConnectionFactory#isValid}). If the check fails, it is not valid.
     */
    boolean isValid() throws InterruptedException {
        try {
            return factory.isValid(connection);
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Exception failure) {
            printFault(failure);
            return false;
        }
    }

    /**
     * Returns whether a connection that was returned may be used again: it is not {@link #broken}, and
     * {@link ConnectionFactory#isOpen}.
     */
    // task broken, until then: return true;
    private boolean isUsable() throws Exception {
        return !broken && factory.isOpen(connection);
    }

    /** Returns whether the next borrower can use it: it is usable, and could be reset. Blocks. */
    boolean isReusable() {
        try {
            if (isUsable()) {
                factory.reset(connection);
                return true;
            }
        } catch (Exception failure) {
            printFault(failure);        // What its borrower has left cannot be undone.
        }
        return false;
    }

    /** Closes the connection. If that fails, it is no use either. */
    void close() {
        try {
            connection.close();
        } catch (Exception failure) {
            printFault(failure);
        }
    }

    /** A connection may fail. That the code throws an unchecked exception should be known. */
    private static void printFault(Exception failure) {
        if (failure instanceof RuntimeException) {
            Faults.report(failure);
        }
    }
}
