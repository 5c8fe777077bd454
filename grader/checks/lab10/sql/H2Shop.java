package grader.checks.lab10.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * H2 in the memory of this process, as PostgreSQL, with a schema `shop`. The learner's statements run as a user who has
 * its tables, and no right to files or code.
 */
record H2Shop(Connection grader, Connection learner) implements AutoCloseable {

    private static final int SECONDS = 20;

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

    /** A statement that ends after 20 seconds at the latest. */
    static Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(SECONDS);
        return statement;
    }

    /** Returns how many rows were changed; -1 for a query. */
    static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = statement(connection)) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    /** The database ends with its last connection. */
    @Override
    public void close() throws SQLException {
        learner.close();
        grader.close();
    }
}
