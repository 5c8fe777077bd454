// Given: nothing in this file is for you to write.
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A lock that only one server has at a time: on a row of the database, in a transaction on a connection of its own. If
 * the server ends, however it ends, the database ends the transaction.
 */
final class MigrationLock implements AutoCloseable {

    private static final int WAIT_SECONDS = 60;
    private static final int PAUSE_MILLIS = 50;

    /** Another server has the lock for longer than this statement waits, or creates the same table right now. */
    private static final Set<String> TRY_AGAIN =
            Set.of("HYT00", "55P03", "40001", "40P01", "90131", "23505", "42P07", "42710", "42S01");

    private final Connection connection;

    private MigrationLock(Connection connection) {
        this.connection = connection;
    }

    /** Waits until this server has the lock. */
    static MigrationLock acquire(Connector connector) throws SQLException, InterruptedException {
        Connection connection = connector.open();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
            while (!tryAcquire(connection, end)) {
                Thread.sleep(PAUSE_MILLIS);
            }
            return new MigrationLock(connection);
        } catch (SQLException | InterruptedException | RuntimeException | Error failure) {
            connection.close();
            throw failure;
        }
    }

    private static boolean tryAcquire(Connection connection, long end) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("CREATE TABLE IF NOT EXISTS migration_lock (id INTEGER PRIMARY KEY)");
            statement.execute("""
                    INSERT INTO migration_lock (id)
                    SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM migration_lock)""");
            connection.setAutoCommit(false);
            statement.setQueryTimeout(WAIT_SECONDS);
            try (ResultSet row = statement.executeQuery("SELECT id FROM migration_lock FOR UPDATE")) {
                return row.next();
            }
        } catch (SQLException failure) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            if (System.nanoTime() - end < 0 && TRY_AGAIN.contains(failure.getSQLState())) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }
}
