// Given: nothing in this file is for you to write.
import java.sql.Connection;
import java.sql.SQLException;

/** The pool of a server that has no database: no connection can be borrowed from it. */
final class NoDatabase {

    private NoDatabase() {}

    static ConnectionPool<Connection, SQLException> pool() {
        ConnectionPool<Connection, SQLException> pool = new ConnectionPool<>(new JdbcConnectionFactory(() -> {
            throw new SQLException("an edge has no database");
        }), new PoolSettings(1, 0, 0, 0), System::nanoTime);
        pool.close();
        return pool;
    }
}
