package parts;

import grader.bench.pools.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

public final class Caller implements Pool {

    private final ConnectionPool<Connection, SQLException> pool;
    private final Database database;

    /** @param leakMillis after how long a connection that was not returned is reported; 0 for never */
    public Caller(DataSource source, long leakMillis) {
        long leak = nanos(leakMillis);
        pool = new ConnectionPool<>(new JdbcConnectionFactory(source::getConnection),
                new PoolSettings(SIZE, nanos(TIMEOUT_MILLIS), nanos(IDLE_CHECK_MILLIS), leak), System::nanoTime);
        database = new Database(pool, new Semaphore(Integer.MAX_VALUE), nanos(TIMEOUT_MILLIS));
        if (leak > 0) {
            new LeakWatch(pool, leak, System::nanoTime).start();
        }
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    public void borrow(Use use) throws SQLException, InterruptedException {
        database.use(connection -> {
            use.with(connection);
            return null;
        });
    }

    @Override
    public void close() {
        pool.close();
    }
}
