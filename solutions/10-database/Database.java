import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs statements on a connection that is borrowed only for as long as they need it.
 *
 * @param writers a permit for each transaction that may run at the same time ({@link DatabaseUrl#writers})
 * @param timeout how long the database may take for one piece of work, in nanoseconds
 */
record Database(ConnectionPool<Connection, SQLException> pool, Semaphore writers, long timeout) {

    /** How often a transaction is tried before its client has to try again. */
    private static final int ATTEMPTS = 4;

    /** What is done with a connection. It closes its statements and result sets, but not the connection. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs `work` with a borrowed connection. Each statement is a transaction of its own. If that takes longer than
     * `timeout`, the caller gets an exception; the connection is returned when `work` has ended.
     */
    <T> T use(Work<T> work) throws SQLException, InterruptedException {
        return run(pool.borrow(), work);
    }

    private <T> T run(Lease<Connection> lease, Work<T> work) throws SQLException, InterruptedException {
        return BoundedCall.interrupted(timeout, () -> {
            try (lease) {
                return call(lease, work);
            }
        }, late -> {}, DatabaseErrors::silent);
    }

    private static <T> T call(Lease<Connection> lease, Work<T> work) throws SQLException {
        try {
            return work.run(lease.connection());
        } catch (SQLException failure) {
            if (DatabaseErrors.isConnectionFailure(failure)) {
                lease.markBroken();
            }
            throw failure;
        }
    }

    /**
     * Runs `work` with a borrowed connection, in one transaction; more than once, if need be. Waits for its turn as
     * long as for a connection. The turn ends with the transaction, even if the caller no longer waits for it.
     */
    <T> T transaction(Work<T> work) throws SQLException, InterruptedException {
        if (!writers.tryAcquire(pool.timeout(), TimeUnit.NANOSECONDS)) {
            throw DatabaseErrors.busy(pool.timeout());
        }
        Lease<Connection> lease = null;
        try {
            lease = pool.borrow();
        } finally {
            if (lease == null) {
                writers.release();
            }
        }
        return run(lease, connection -> {
            try {
                return repeated(connection, work);
            } finally {
                writers.release();
            }
        });
    }

    /**
     * Runs `work` in a transaction ({@link #inTransaction}), and returns its result. A transaction that the database
     * ends only because of others ({@link DatabaseErrors#isConflict}) is run again from its beginning, as a new one,
     * {@link #ATTEMPTS} times in all. Throws the failure of the last attempt, and any other failure at once; also if
     * the rollback has failed ({@link #rollBack}), because the transaction is then still open.
     */
    // task retry, until then: return inTransaction(connection, work);
    private static <T> T repeated(Connection connection, Work<T> work) throws SQLException {
        for (int attempt = 1;; attempt++) {
            try {
                return inTransaction(connection, work);
            } catch (SQLException failure) {
                if (attempt == ATTEMPTS || !DatabaseErrors.isConflict(failure) || failure.getSuppressed().length > 0) {
                    throw failure;
                }
            }
        }
    }

    /**
     * Runs `work` in a transaction, and returns its result, which is committed. If `work` or the commit throws
     * anything, so does this, and nothing of the work stays ({@link #rollBack}). The connection is in auto-commit mode
     * before and afterward; a switch to that mode commits a transaction that is still open
     * ({@link Connection#setAutoCommit}).
     */
    // task transaction, until then: return work.run(connection);
    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run(connection);
            connection.commit();
        } catch (SQLException | RuntimeException | Error failure) {
            rollBack(connection, failure);
            throw failure;
        }
        connection.setAutoCommit(true);
        return result;
    }

    /**
     * After a failure, undoes what the open transaction has done, and leaves the connection in auto-commit mode. If
     * that fails as well, nothing of it is ever committed, and `failure` suppresses the exception
     * ({@link Throwable#addSuppressed}).
     */
    // task transaction
    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException broken) {
            failure.addSuppressed(broken);
        }
    }
}
