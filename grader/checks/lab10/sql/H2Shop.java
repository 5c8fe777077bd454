package grader.checks.lab10.sql;

import grader.clients.http.Deadline;
import grader.core.console.MachineFault;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * H2 in the memory of this process, as PostgreSQL, with a schema `shop`. The learner's statements run as a user who has
 * its tables, and no right to files or code.
 */
record H2Shop(Connection grader, Connection learner) implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String CANCELED = "57014";

    /** What is done with a statement. */
    interface Use<T> {
        T of(Statement statement) throws SQLException;
    }

    /** @param statements that make the tables and their rows */
    static H2Shop with(List<String> statements) throws SQLException {
        String url = "jdbc:h2:mem:shop_" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
        Connection grader = DriverManager.getConnection(url, "grader", UUID.randomUUID().toString());
        try {
            execute(grader, "CREATE USER learner PASSWORD 'learner'");
            execute(grader, "CREATE SCHEMA shop AUTHORIZATION learner");
            execute(grader, "SET SCHEMA shop");
            for (String statement : statements) {
                execute(grader, statement);
            }
            return new H2Shop(grader, DriverManager.getConnection(url + ";SCHEMA=shop", "learner", "learner"));
        } catch (SQLException failed) {
            grader.close();
            throw failed;
        }
    }

    /**
     * Uses a statement for 20 seconds of a processor at most.
     *
     * @throws SQLException also if it is not done by then
     * @throws MachineFault if this machine is too busy to give it the time
     */
    static <T> T use(Connection connection, Use<T> use) throws SQLException {
        Deadline deadline = Deadline.in(LIMIT, null);
        try (Statement statement = connection.createStatement()) {
            Thread limit = Thread.ofPlatform().daemon().name("limit").start(() -> cancelAfter(deadline, statement));
            try {
                return use.of(statement);
            } catch (SQLException failed) {
                if (CANCELED.equals(failed.getSQLState()) && deadline.isOver()) {
                    throw new SQLException("it is not done after " + LIMIT.toSeconds() + " s", CANCELED, failed);
                }
                throw failed;
            } finally {
                limit.interrupt();
            }
        }
    }

    private static void cancelAfter(Deadline deadline, Statement statement) {
        try {
            boolean over = false;
            while (!over) {
                Thread.sleep(Math.max(1, deadline.millis() / 4));
                over = isOver(deadline);
            }
            statement.cancel();
        } catch (InterruptedException | SQLException done) {
            // It needs no limit any more.
        }
    }

    private static boolean isOver(Deadline deadline) {
        try {
            return deadline.isOver();
        } catch (MachineFault busy) {
            return true;
        }
    }

    /** Returns how many rows were changed; -1 for a query. */
    static int execute(Connection connection, String sql) throws SQLException {
        return use(connection, statement -> {
            statement.execute(sql);
            return statement.getUpdateCount();
        });
    }

    /** The database ends with its last connection. */
    @Override
    public void close() throws SQLException {
        learner.close();
        grader.close();
    }
}
