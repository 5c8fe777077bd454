import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/**
 * Runs statements on a connection that is borrowed only for as long as they need it.
 *
 * @param writers a permit for each transaction that may run at the same time ({@link DatabaseUrl#writers})
 */
record Database(ConnectionPool pool, Semaphore writers) {

    /** What is done with a connection. It closes its statements and result sets, but not the connection. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs `work` with a borrowed connection. Each statement is a transaction of its own. */
    <T> T use(Work<T> work) throws SQLException, InterruptedException {
        try (Lease lease = pool.borrow()) {
            return lease.call(work);
        }
    }

    /** Runs `work` with a borrowed connection, in one transaction. */
    <T> T transaction(Work<T> work) throws SQLException, InterruptedException {
        writers.acquire();
        try {
            return use(connection -> inTransaction(connection, work));
        } finally {
            writers.release();
        }
    }

    /**
     * Runs `work` in a transaction ({@link Connection#setAutoCommit}), and returns its result after the commit.
     * Whatever `work` or the commit throws: {@link #rollBack}, then throw it again. Afterward the connection is in
     * auto-commit mode again, which it was in before. Careful: switching to that mode commits a transaction that is
     * still open.
     */
    // task transaction
    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        Todo.report("transaction");
        return work.run(connection);
    }

    /**
     * Rolls back because of a failure, and then switches to auto-commit mode. If the rollback fails, leaves the mode as
     * it is, and adds the exception to those that `failure` suppresses ({@link Throwable#addSuppressed}).
     */
    // task transaction
    private static void rollBack(Connection connection, Throwable failure) {
        throw new Todo("transaction");
    }
}
