package grader.machine.postgres.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.machine.database.DatabaseEvent;
import grader.machine.database.WatchedDatabase;
import grader.machine.database.driver.WatchedDriver;
import grader.machine.postgres.PostgresServer;
import grader.proofs.testing.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A PostgreSQL of one's own starts, is watched, survives a crash, and leaves nothing behind. */
@Tag("nightly")
class PostgresServerTest {

    @BeforeAll
    static void isThere() {
        Postgres.assumeThere();
        new WatchedDriver();
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void survivesACrashAndLeavesNothing() throws SQLException {
        PostgresServer server = PostgresServer.start();
        Path data;
        try (server) {
            String url = server.url();
            try (Connection connection = DriverManager.getConnection(url);
                    Connection uncommitted = DriverManager.getConnection(url)) {
                data = Path.of(value(connection, "SHOW data_directory"));
                assertEquals("off", value(connection, "SHOW fsync"));
                execute(connection, "CREATE TABLE t(x INT)");
                execute(connection, "INSERT INTO t VALUES (1)");
                uncommitted.setAutoCommit(false);
                execute(uncommitted, "INSERT INTO t VALUES (2)");
                server.kill();
                assertTrue(assertThrows(SQLException.class, () -> value(connection, "SELECT 1")).getSQLState()
                        .startsWith("08"));
                assertEquals("08001",
                        assertThrows(SQLException.class, () -> DriverManager.getConnection(url)).getSQLState());
            }
            server.startAgain();
            try (Connection connection = DriverManager.getConnection(url)) {
                assertEquals("1", value(connection, "SELECT sum(x) FROM t"));
                server.stop();
                assertThrows(SQLException.class, () -> value(connection, "SELECT 1"));
            }
            server.startAgain();
            assertTrue(Files.exists(data));
        }
        assertFalse(Files.exists(data.getParent()));
    }

    @Test
    void isSharedByTestsWithDatabasesOfTheirOwn() throws SQLException {
        String one = PostgresServer.shared().newDatabase();
        String other = PostgresServer.shared().newDatabase();
        assertNotEquals(one, other);
        try (Connection connection = DriverManager.getConnection(one)) {
            execute(connection, "CREATE TABLE t(x INT)");
        }
        try (Connection connection = DriverManager.getConnection(other)) {
            assertEquals("42P01",
                    assertThrows(SQLException.class, () -> value(connection, "SELECT * FROM t")).getSQLState());
        }
    }

    @Test
    void isWatched() throws SQLException {
        try (WatchedDatabase database = new WatchedDatabase();
                Connection connection =
                        DriverManager.getConnection(database.url(PostgresServer.shared().newDatabase()))) {
            assertTrue(connection instanceof PGConnection, "the database's own interfaces are there");
            execute(connection, "CREATE TABLE t(x BIGINT PRIMARY KEY)");
            execute(connection, "INSERT INTO t SELECT generate_series(1, 10000)");
            execute(connection, "ANALYZE t");
            try (PreparedStatement query = connection.prepareStatement("SELECT x FROM t WHERE x = ?")) {
                query.setLong(1, 7);
                try (ResultSet rows = query.executeQuery()) {
                    assertTrue(rows.next());
                }
            }
            DatabaseEvent query = database.statements("WHERE x = ?").getFirst();
            assertEquals(1, query.rows().orElseThrow());
            assertTrue(database.plan(query).contains("Index Only Scan using t_pkey"), database.plan(query));
            connection.setAutoCommit(false);
            execute(connection, "DELETE FROM t WHERE x = 1");
            database.breakConnections();
            assertFalse(connection.isValid(1));
            assertEquals("08006",
                    assertThrows(SQLException.class, () -> execute(connection, "SELECT 1")).getSQLState());
            assertEquals(List.of(List.of("1")), database.query("DELETE FROM t WHERE x = 1"),
                    "its transaction was rolled back");
        }
    }
}
