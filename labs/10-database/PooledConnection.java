import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * A connection of a {@link ConnectionPool}, and what the pool knows about it. Each connection is in one place: idle in
 * the pool, or with one borrower. Only that place uses it.
 */
final class PooledConnection {

    private static final int CHECK_SECONDS = 2;

    private final Connection connection;
    private volatile boolean broken;
    private volatile Lease lease;       // null unless it is borrowed
    private volatile long idleSince;

    PooledConnection(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** Returns the lease of the borrower who has it; null if there is none. */
    Lease lease() {
        return lease;
    }

    void setLease(Lease lease) {
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
     * or longer, or another connection has failed since it was returned. The database may have been restarted
     * meanwhile, and a firewall forgets connections on which nothing moves.
     */
    // task broken
    boolean needsCheck(long now, long limit, long lastFailure) {
        Todo.report("broken");
        return false;
    }

    /** Returns whether the connection {@link #responds}. One whose check fails, or takes too long, does not. Blocks. */
    boolean isValid() throws InterruptedException {
        try {
            return BoundedCall.ended(TimeUnit.SECONDS.toNanos(CHECK_SECONDS), this::responds, late -> {});
        } catch (SQLException failure) {
            return false;
        }
    }

    /**
     * Asks the database on this connection ({@link Connection#isValid}, for at most {@link #CHECK_SECONDS}). Blocks.
     */
    // task broken
    private boolean responds() throws SQLException {
        Todo.report("broken");
        return true;
    }

    /**
     * Returns whether a connection that was returned may be used again: it is neither {@link #broken}, nor has its
     * driver closed it.
     */
    // task broken
    private boolean isUsable() throws SQLException {
        Todo.report("broken");
        return true;
    }

    /**
     * Makes the connection as it was when it was opened, whatever its borrower has left: in auto-commit mode, and
     * without a warning. A transaction that is still open is rolled back: it was not committed, so it must not happen.
     * Blocks.
     */
    // task leak
    private void reset() throws SQLException {
        Todo.report("leak");
    }

    /** Returns whether the next borrower can use it: it is usable, and could be reset. Blocks. */
    boolean isReusable() {
        try {
            if (isUsable()) {
                reset();
                return true;
            }
        } catch (SQLException failure) {
            // What its borrower has left cannot be undone.
        }
        return false;
    }

    /** Closes the connection. If that fails, it is no use either. */
    void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            // It is broken, and that is why it is closed.
        }
    }
}
