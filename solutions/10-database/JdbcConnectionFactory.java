import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Opens, checks and resets the connections to a database. */
final class JdbcConnectionFactory implements ConnectionFactory<Connection, SQLException> {

    private static final int CHECK_SECONDS = 2;

    private final Connector connector;
    private final AtomicBoolean reached = new AtomicBoolean(true);      // by the last that opened a connection

    JdbcConnectionFactory(Connector connector) {
        this.connector = connector;
    }

    @Override
    public Connection open() throws SQLException, InterruptedException {
        try {
            Connection connection = connector.open();
            report(true, "the database can be reached again");
            return connection;
        } catch (SQLException failure) {
            report(false, "no connection to the database: " + DatabaseErrors.line(failure));
            throw DatabaseErrors.noConnection(failure);
        }
    }

    /** Prints a message if the database can be reached and could not before, or the other way around. */
    private void report(boolean success, String message) {
        if (reached.getAndSet(success) != success) {
            System.err.println(message);
        }
    }

    /** Returns whether the database responds on this connection. A check that takes too long fails. */
    @Override
    public boolean isValid(Connection connection) throws SQLException, InterruptedException {
        return BoundedCall.ended(TimeUnit.SECONDS.toNanos(CHECK_SECONDS), () -> responds(connection), late -> {},
                DatabaseErrors::silent);
    }

    /**
     * Returns whether the database responds on this connection, within {@link #CHECK_SECONDS}. Blocks.
     */
    private static boolean responds(Connection connection) throws SQLException {
        return connection.isValid(CHECK_SECONDS);
    }

    /** Returns whether the driver has not closed the connection. */
    @Override
    public boolean isOpen(Connection connection) throws SQLException {
        return !connection.isClosed();
    }

    /**
     * Restores the connection to the state in which it was opened, whatever its borrower has left: in auto-commit mode,
     * and without a warning. A transaction that is still open is rolled back: it was not committed, so it must not
     * happen. Blocks.
     */
    // task leak, until then: return;
    @Override
    public void reset(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        connection.clearWarnings();
    }

    @Override
    public SQLException timeout(long nanos) {
        return DatabaseErrors.timeout(nanos);
    }

    @Override
    public SQLException silent(long nanos) {
        return DatabaseErrors.silent(nanos);
    }

    @Override
    public SQLException closed() {
        return DatabaseErrors.noConnection(new SQLException("the pool is closed"));
    }
}
