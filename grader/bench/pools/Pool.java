package grader.bench.pools;

import java.sql.Connection;
import java.sql.SQLException;

/** A pool of connections, with the settings that all of them have here. */
public interface Pool extends AutoCloseable {

    /** Connections at most, as lab 10 and HikariCP have it by default. */
    int SIZE = 10;
    /** How long a borrower waits: lab 10's default. HikariCP's is 30 s, in which no client would still be there. */
    long TIMEOUT_MILLIS = 1000;
    /** How long a connection may be idle without being checked before its next use: the default of both. */
    long IDLE_CHECK_MILLIS = 500;
    /** After how long a connection that was not returned is reported: lab 10's default. */
    long LEAK_MILLIS = 10_000;

    /** What is done with a connection. */
    interface Use {
        void with(Connection connection) throws SQLException;
    }

    /** Borrows a connection, uses it and returns it. */
    void borrow(Use use) throws SQLException, InterruptedException;

    @Override
    void close();
}
