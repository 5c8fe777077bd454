package grader.machine.database.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.CheckFailed;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import grader.machine.database.driver.WatchedDriver;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A watched database records what happens on it, holds it, fails it, and otherwise is what it is without. */
class WatchedDatabaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(50);

    static {
        new WatchedDriver();    // a server finds it by ServiceLoader; here it is among the grader's own classes
    }

    private final WatchedDatabase database = new WatchedDatabase();
    private final String real = "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL";
    private final ExecutorService others = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private Connection keeper;      // an H2 database in memory ends with its last connection

    @BeforeEach
    void create() throws SQLException {
        keeper = DriverManager.getConnection(real);
        try (Statement statement = keeper.createStatement()) {
            statement.execute("CREATE TABLE accounts(name VARCHAR(20) PRIMARY KEY, cents BIGINT)");
            statement.execute("INSERT INTO accounts VALUES ('ann', 100), ('bob', 200), ('joe', 300)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
        others.close();
        keeper.close();
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(database.url(real));
    }

    private static int add(Connection connection, String name, long cents) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE accounts SET cents = cents + ? WHERE name = ?")) {
            update.setLong(1, cents);
            update.setString(2, name);
            return update.executeUpdate();
        }
    }

    private long cents(String name) throws SQLException {
        try (PreparedStatement query = keeper.prepareStatement("SELECT cents FROM accounts WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private <T> CompletableFuture<T> begin(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        others.execute(() -> {
            try {
                result.complete(task.call());
            } catch (Exception failed) {
                result.completeExceptionally(failed);
            }
        });
        return result;
    }

    private static <T> T get(CompletableFuture<T> result) throws Exception {
        try {
            return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    private static String state(Executable steps) {
        return assertThrows(SQLException.class, steps).getSQLState();
    }

    @Test
    void recordsStatementsWithParametersRowsAndTransactions() throws SQLException {
        try (Connection connection = open()) {
            add(connection, "ann", 5);
            connection.setAutoCommit(false);
            add(connection, "ann", 6);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM accounts")) {
                assertTrue(rows.next() && rows.next());
            }
            connection.rollback();
            add(connection, "none", 7);
            connection.commit();
        }
        List<DatabaseEvent> all = database.statements();
        assertEquals(List.of(5L, "ann"), all.getFirst().parameters());
        assertEquals(List.of(0, 1, 1, 2), all.stream().map(DatabaseEvent::transaction).toList());
        assertEquals(List.of(1L, 1L, 2L, 0L), all.stream().map(each -> each.rows().getAsLong()).toList());
        assertEquals(
                "connection 1, transaction 1: UPDATE accounts SET cents = cents + ? WHERE name = ? [6, ann], 1 row",
                all.get(1).toString());
        assertEquals(List.of(Kind.OPEN, Kind.PREPARE, Kind.EXECUTE, Kind.MANUAL_COMMIT, Kind.PREPARE, Kind.EXECUTE,
                Kind.EXECUTE, Kind.ROLLBACK, Kind.PREPARE, Kind.EXECUTE, Kind.COMMIT, Kind.CLOSE),
                database.events().stream().map(DatabaseEvent::kind).toList());
        assertEquals(105, cents("ann"));
    }

    @Test
    void aBatchIsOneStatement() throws SQLException {
        try (Connection connection = open();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO accounts VALUES (?, ?)")) {
            for (int i = 0; i < 3; i++) {
                insert.setString(1, "new" + i);
                insert.setLong(2, i);
                insert.addBatch();
            }
            assertEquals(3, insert.executeBatch().length);
        }
        DatabaseEvent insert = database.statements("insert  into").getFirst();
        assertEquals(3, insert.batch());
        assertEquals(List.of("new0", 0L, "new1", 1L, "new2", 2L), insert.parameters());
        assertEquals(OptionalLong.of(3), insert.rows());
    }

    @Test
    void countsConnections() throws SQLException {
        try (Connection first = open(); Connection second = open()) {
            assertEquals(2, database.openConnections());
            assertNotSame(first, second);
        }
        open().close();
        assertEquals("0 2 3 3", database.openConnections() + " " + database.mostConnections() + " "
                + database.openedConnections() + " " + database.closedConnections());
        assertTrue(state(() -> DriverManager.getConnection(database.url(real + ";INIT=SELECT * FROM missing")))
                .startsWith("42"));
        assertEquals(0, database.openConnections(), "a connection that could not be opened does not count");
    }

    @Test
    void holdsStepsUntilTheyAreReleased() throws Exception {
        try (Connection ann = open(); Connection bob = open(); Connection free = open();
                Hold hold = database.hold(DatabaseEvent.executing("UPDATE accounts"))) {
            CompletableFuture<Integer> first = begin(() -> add(ann, "ann", 1));
            hold.awaitHeld(1);
            CompletableFuture<Integer> second = begin(() -> add(bob, "bob", 1));
            hold.awaitHeld(2);
            try (Statement statement = free.createStatement()) {
                assertEquals(3, statement.executeUpdate("DELETE FROM accounts"));
            }
            assertFalse(first.isDone() || second.isDone());
            hold.releaseFirst();
            assertEquals(0, get(first));
            assertFalse(second.isDone());
            hold.release();
            assertEquals(0, get(second));
            assertEquals(0, add(ann, "ann", 1), "a released hold holds nothing");
        }
    }

    @Test
    void whatIsNotHeldFailsTheCheck() {
        try (Hold hold = database.hold(DatabaseEvent.of(Kind.COMMIT))) {
            assertFalse(hold.holds(1, Duration.ofMillis(1)));
            assertThrows(IllegalStateException.class, hold::releaseFirst);
        }
    }

    @Test
    void anInterruptStaysPendingWhileAStepIsHeld() throws Exception {
        try (Connection connection = open(); Hold hold = database.hold(DatabaseEvent.of(Kind.ROLLBACK))) {
            connection.setAutoCommit(false);
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            CompletableFuture<Boolean> result = begin(() -> {
                thread.complete(Thread.currentThread());
                connection.rollback();
                return Thread.interrupted();
            });
            hold.awaitHeld(1);
            get(thread).interrupt();
            hold.release();
            assertTrue(get(result));
            assertTrue(connection.isValid(1));
        }
    }

    @Test
    void failsSoManyTimes() throws SQLException {
        database.fail(DatabaseEvent.executing("update"), "40001", 2);
        try (Connection connection = open()) {
            assertEquals("40001", state(() -> add(connection, "ann", 1)));
            assertEquals("40001", state(() -> add(connection, "ann", 1)));
            assertEquals(1, add(connection, "ann", 1));
            assertEquals(101, cents("ann"));
            assertEquals("[40001, 40001, ]",
                    database.statements().stream().map(each -> each.sqlState().orElse("")).toList().toString());
        }
    }

    @Test
    void aFailureOfClass08BreaksTheConnection() throws SQLException {
        database.fail(DatabaseEvent.of(Kind.COMMIT), "08006", 1);
        try (Connection connection = open(); Connection other = open()) {
            connection.setAutoCommit(false);
            add(connection, "ann", 1);
            assertEquals("08006", state(connection::commit));
            assertEquals("08006", state(connection::createStatement));
            assertFalse(connection.isValid(1));
            assertTrue(other.isValid(1));
            assertEquals(1, add(other, "ann", 10), "its lock is free");
        }
        assertEquals(110, cents("ann"));
    }

    @Test
    void brokenConnectionsFailAlsoWhereTheyAreHeld() throws Exception {
        try (Connection connection = open(); Connection held = open();
                Hold hold = database.hold(DatabaseEvent.executing("update"))) {
            held.setAutoCommit(false);
            CompletableFuture<Integer> update = begin(() -> add(held, "ann", 1));
            hold.awaitHeld(1);
            database.breakConnections();
            assertEquals("08006", state(() -> get(update)));
            assertEquals(0, hold.held().size());
            assertFalse(connection.isValid(1));
            assertFalse(connection.isClosed());
            assertEquals("08006", state(() -> connection.prepareStatement("SELECT 1")));
        }
        try (Connection fresh = open()) {
            assertTrue(fresh.isValid(1));
        }
        assertEquals(0, database.openConnections());
    }

    @Test
    void aRowLockIsFreeAfterABreak() throws SQLException {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            add(connection, "ann", 1);
            database.breakConnections();
            try (Statement statement = keeper.createStatement()) {
                assertEquals(1, statement.executeUpdate("UPDATE accounts SET cents = 7 WHERE name = 'ann'"));
            }
            assertEquals("08006", state(connection::commit));
        }
        assertEquals(7, cents("ann"));
    }

    @Test
    void isDownAndUpAgain() throws SQLException {
        try (Connection old = open()) {
            database.down();
            assertEquals("08001", state(this::open));
            assertEquals("08006", state(() -> add(old, "ann", 1)));
            database.up();
            assertEquals("08006", state(() -> add(old, "ann", 1)));
            try (Connection fresh = open()) {
                assertEquals(1, add(fresh, "ann", 1));
            }
        }
        assertEquals(2, database.openedConnections(), "the refused one does not count");
    }

    @Test
    void connectionsThatAreBeingOpenedBreakToo() throws Exception {
        try (Hold hold = database.hold(DatabaseEvent.of(Kind.OPEN))) {
            CompletableFuture<Connection> opening = begin(this::open);
            hold.awaitHeld(1);
            assertEquals(1, database.openConnections());
            database.down();
            assertEquals("08001", state(() -> get(opening)));
            assertEquals(0, database.openConnections());
        }
    }

    @Test
    void opensSlowly() throws SQLException {
        database.delayOpening(Duration.ofMillis(100));
        long start = System.nanoTime();
        open().close();
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(99).toNanos());
    }

    @Test
    void explainsWithTheParametersOfAStatement() throws SQLException {
        try (Connection connection = open()) {
            add(connection, "ann", 1);
            String plan = database.plan(database.statements().getFirst());
            assertTrue(plan.contains("PRIMARY_KEY"), plan);
            assertEquals(List.of(List.of("bob", "200")),
                    database.query("SELECT * FROM accounts WHERE name = ?", "bob"));
            assertEquals(List.of(List.of("1")), database.query("DELETE FROM accounts WHERE name = ?", "bob"));
            assertThrows(IllegalArgumentException.class, () -> database.query("SELECT * FROM missing"));
            assertEquals(1, database.statements().size(), "questions are not in the record");
        }
    }

    @Test
    void distortsNothing() throws SQLException {
        Connection connection = open();
        Statement statement = connection.createStatement();
        assertSame(connection, statement.getConnection());
        assertSame(connection, connection.getMetaData().getConnection());
        assertSame(connection, connection.unwrap(Connection.class));
        assertTrue(connection.isWrapperFor(JdbcConnection.class));
        assertSame(JdbcConnection.class, connection.unwrap(JdbcConnection.class).getClass());
        assertEquals(connection, connection);
        SQLException taken = assertThrows(SQLIntegrityConstraintViolationException.class,
                () -> statement.executeUpdate("INSERT INTO accounts VALUES ('ann', 1)"));
        assertEquals("23505", taken.getSQLState());
        assertEquals(23505, taken.getErrorCode());
        statement.execute("CREATE TABLE notes(id BIGINT GENERATED ALWAYS AS IDENTITY, text VARCHAR)");
        statement.executeUpdate("INSERT INTO notes(text) VALUES ('a')", Statement.RETURN_GENERATED_KEYS);
        try (ResultSet keys = statement.getGeneratedKeys()) {
            assertTrue(keys.next());
            assertEquals(1, keys.getLong(1));
            assertSame(statement, keys.getStatement());
        }
        assertTrue(statement.execute("SELECT * FROM accounts"));
        assertSame(statement.getResultSet(), statement.getResultSet());
        statement.close();
        assertTrue(statement.isClosed());
        assertEquals("90007", state(() -> statement.execute("SELECT 1")));
        connection.close();
        connection.close();
        assertTrue(connection.isClosed());
        assertFalse(connection.isValid(1));
        assertEquals("90007", state(connection::createStatement));
        assertEquals(1, database.closedConnections());
        assertEquals("23505", database.statements("insert into accounts").getFirst().sqlState().orElseThrow());
        assertEquals(OptionalLong.of(0), database.statements("select * from accounts").getFirst().rows());
    }

    @Test
    void withoutAWatcherConnectionsContinueAndNoneOpens() throws SQLException {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            database.close();
            assertEquals(1, add(connection, "ann", 1));
            connection.commit();
            assertEquals("08001", state(this::open));
        }
        assertEquals(101, cents("ann"));
    }

    @Test
    void closingReleasesWhatIsHeld() throws Exception {
        Connection connection = open();
        Hold hold = database.hold(DatabaseEvent.executing("update"));
        CompletableFuture<Integer> update = begin(() -> add(connection, "ann", 1));
        hold.awaitHeld(1);
        database.close();
        assertEquals(1, get(update));
        connection.close();
    }

    @Test
    void takesNoOtherAddress() {
        assertEquals("08001", state(() -> DriverManager.getConnection("jdbc:watched:192.168.0.1:80:" + real)));
        assertEquals("08001", state(() -> DriverManager.getConnection("jdbc:watched:x")));
        assertThrows(CheckFailed.class, () -> database.query("SELECT 1"));
    }

    /** As a server might that does not use the driver, or whose SQL has no end. */
    @Test
    void hearsNoMoreOfOneThatTalksWithoutEnd() throws Exception {
        int port = Integer.parseInt(database.url("").split(":")[3]);
        ByteBuffer endless = ByteBuffer.allocate(29 + (32 << 20));
        endless.position(21).putInt(1).putInt(Integer.MAX_VALUE);     // a message with one text
        for (byte[] said : List.of(endless.array(), new byte[] {99})) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                try {
                    socket.getOutputStream().write(said);
                    socket.getInputStream().readAllBytes();
                } catch (SocketException reset) {
                    // It was closed before it had read all.
                }
            }
        }
        open().close();
    }
}
