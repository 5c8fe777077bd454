package grader.machine.database.driver;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What is watched: the URL after `jdbc:watched:HOST:PORT:`, with user and password. */
record RealDatabase(String url, Properties info) {

    /** As texts, row by row, and how many columns a row has. */
    record Table(int columns, List<String> values) {}

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, info);
    }

    /** Runs a query, or an update that then has one row with the number of rows, on a connection of its own. */
    Table query(String sql, List<Object> parameters) throws SQLException {
        try (Connection connection = open(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(0);       // The server's properties may have a limit.
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            if (!statement.execute()) {
                return new Table(1, List.of(String.valueOf(statement.getUpdateCount())));
            }
            try (ResultSet rows = statement.getResultSet()) {
                int columns = rows.getMetaData().getColumnCount();
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        values.add(rows.getString(column));
                    }
                }
                return new Table(columns, values);
            }
        }
    }
}
