package grader.bench.pools;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import grader.bench.harness.LabPart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A pool that is measured, with leak detection as it has it by default, and the other way. */
enum PoolContestant {

    HIKARI("HikariCP"),
    HIKARI_WATCHED("HikariCP, reports leaks"),
    OWN("lab 10's pool, reports leaks"),
    OWN_UNWATCHED("lab 10's pool, --pool-leak 0"),
    NONE("no pool");

    private record Hikari(HikariDataSource pool) implements Pool {
        @Override
        public void borrow(Use use) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                use.with(connection);
            }
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /** Opens a connection each time. */
    private record Opening(DataSource source) implements Pool {
        @Override
        public void borrow(Use use) throws SQLException {
            try (Connection connection = source.getConnection()) {
                use.with(connection);
            }
        }

        @Override
        public void close() {}
    }

    private final String words;

    PoolContestant(String words) {
        this.words = words;
    }

    /** A new one, with connections of `source`. */
    Pool make(DataSource source) {
        return switch (this) {
            case HIKARI -> hikari(source, 0);
            case HIKARI_WATCHED -> hikari(source, Pool.LEAK_MILLIS);
            case OWN -> own(source, Pool.LEAK_MILLIS);
            case OWN_UNWATCHED -> own(source, 0);
            case NONE -> new Opening(source);
        };
    }

    private static Pool own(DataSource source, long leakMillis) {
        return LabPart.caller(Pool.class, List.of(DataSource.class, long.class), source, leakMillis);
    }

    private static Pool hikari(DataSource source, long leakMillis) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(Pool.SIZE);
        config.setConnectionTimeout(Pool.TIMEOUT_MILLIS);
        config.setLeakDetectionThreshold(leakMillis);
        return new Hikari(new HikariDataSource(config));
    }

    @Override
    public String toString() {
        return words;
    }
}
