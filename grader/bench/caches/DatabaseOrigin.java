package grader.bench.caches;

import static java.nio.charset.StandardCharsets.UTF_8;

import grader.bench.caches.contest.Trace;
import grader.bench.harness.Work;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** H2 in this process, with its data in a file: no network, and one query that is prepared. */
final class DatabaseOrigin implements Work {

    private static final int BATCH = 10_000;

    private final Connection connection;
    private final PreparedStatement query;

    /** @param folder for the database */
    DatabaseOrigin(Path folder) throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:file:" + folder.toAbsolutePath().resolve("products"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table product (id int primary key, json varchar)");
        }
        insert();
        query = connection.prepareStatement("select json from product where id = ?");
    }

    private void insert() throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("insert into product values (?, ?)")) {
            for (int i = 1; i <= Trace.PRODUCTS; i++) {
                row.setInt(1, i - 1);
                row.setString(2, Savings.json(i - 1));
                row.addBatch();
                if (i % BATCH == 0) {
                    row.executeBatch();
                }
            }
        }
    }

    @Override
    public long once(int number) throws SQLException {
        query.setInt(1, number);
        try (ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getString(1).getBytes(UTF_8).length;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException error) {
            throw new IllegalStateException(error);
        }
    }
}
