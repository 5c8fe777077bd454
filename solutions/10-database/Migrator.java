import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings the tables up to date when the server starts. The table `schema_migrations` has what was applied before. */
final class Migrator {

    /** A migration may have to go through all rows of a large table. */
    private static final int STATEMENT_SECONDS = 60;

    private Migrator() {}

    /** Brings the tables up to date. Other servers that start at the same time wait until that has been done. */
    static void migrate(Connector connector, List<Migration> migrations) throws SQLException, InterruptedException {
        MigrationLock lock = MigrationLock.acquire(connector);
        try (lock; Connection connection = connector.open()) {
            createRecords(connection);
            migrate(connection, migrations);
        }
    }

    private static void createRecords(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS schema_migrations (
                        version INTEGER PRIMARY KEY,
                        name VARCHAR NOT NULL,
                        checksum VARCHAR NOT NULL,
                        applied_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
                    )""");
        }
    }

    /**
     * Applies, in order, the migrations that are not recorded ({@link #checksums}): {@link #apply}. The caller has the
     * lock, so no other server does so at the same time.
     *
     * @throws UsageException if the checksum of a recorded migration is another one: {@link #edited}. Nothing was
     *         applied then
     */
    // task migrate, until then: for (Migration each : migrations) { run(connection, each); } return;
    private static void migrate(Connection connection, List<Migration> migrations) throws SQLException {
        Map<Integer, String> applied = checksums(connection);
        for (Migration migration : migrations) {
            String checksum = applied.get(migration.version());
            if (checksum != null && !checksum.equals(migration.checksum())) {
                throw edited(migration);
            }
        }
        for (Migration migration : migrations) {
            if (!applied.containsKey(migration.version())) {
                apply(connection, migration);
            }
        }
    }

    private static UsageException edited(Migration migration) {
        return new UsageException(migration + " was edited after it had been applied to this database: "
                + "undo that, and add a new migration instead; or start over with an empty database");
    }

    /** Returns the checksums of the recorded migrations, by version. */
    private static Map<Integer, String> checksums(Connection connection) throws SQLException {
        Map<Integer, String> checksums = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version, checksum FROM schema_migrations")) {
            while (rows.next()) {
                checksums.put(rows.getInt("version"), rows.getString("checksum"));
            }
        }
        return checksums;
    }

    /**
     * Runs a migration and records it, in one transaction. If that fails, nothing of it stays, unless the database
     * commits on its own in between. Even there, every recorded migration has happened as a whole.
     */
    // task migrate
    private static void apply(Connection connection, Migration migration) throws SQLException {
        connection.setAutoCommit(false);
        try {
            run(connection, migration);
            record(connection, migration);
            connection.commit();
        } catch (SQLException | RuntimeException | Error failure) {
            connection.rollback();
            throw failure;
        }
        connection.setAutoCommit(true);
    }

    /** Executes the statements of a migration. */
    private static void run(Connection connection, Migration migration) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(STATEMENT_SECONDS);
            for (String sql : migration.statements()) {
                statement.execute(sql);
            }
        }
    }

    private static void record(Connection connection, Migration migration) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO schema_migrations (version, name, checksum) VALUES (?, ?, ?)")) {
            insert.setInt(1, migration.version());
            insert.setString(2, migration.name());
            insert.setString(3, migration.checksum());
            insert.executeUpdate();
        }
    }
}
