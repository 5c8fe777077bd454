// Given: nothing in this file is for you to write.
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A layer that tells clients when the database is to blame, and whether it helps to try again. No response has a word
 * of the database's own messages: they contain SQL.
 */
final class DatabaseErrors implements Middleware {

    /** The SQLState of an exception because no connection could be had. Class 08 is about connections. */
    private static final String UNABLE_TO_CONNECT = "08001";

    private static final String CANCELED = "57014";

    /** Waiting for a lock took too long, in H2 and in PostgreSQL; a statement was canceled. */
    private static final Set<String> BUSY = Set.of("HYT00", "55P03", CANCELED);
    private static final String RETRY_SECONDS = "1";

    /**
     * Passes the request on. If the database cannot be reached, or cannot do the work at this moment, the response is a
     * 503 problem with `Retry-After` (RFC 9110 §15.6.4). Any other exception is passed on.
     */
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        try {
            return next.handle(request);
        } catch (SQLException failure) {
            return unavailable(failure);
        }
    }

    private static Response unavailable(SQLException failure) throws SQLException {
        String detail;
        if (failure instanceof SQLTransientConnectionException) {
            detail = "all connections to the database are in use";
        } else if (isConnectionFailure(failure)) {
            detail = "the database cannot be reached";
        } else if (isTransient(failure)) {
            detail = "the database is too busy";
        } else {
            throw failure;
        }
        return Problem.of(503, detail).with("Retry-After", RETRY_SECONDS);
    }

    /**
     * Returns whether the connection itself has failed: SQLState class 08, or what a database says when it stops
     * (PostgreSQL: 57P01 to 57P03). H2 says so by the type of the exception.
     */
    static boolean isConnectionFailure(SQLException failure) {
        return state(failure).startsWith("08") || state(failure).startsWith("57P")
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLTransientConnectionException || failure instanceof SQLRecoverableException;
    }

    /**
     * Returns whether the database has ended a transaction, and rolled it back, only because of what others did at the
     * same time: 40001, and 40P01, which is PostgreSQL's for a deadlock.
     */
    static boolean isConflict(SQLException failure) {
        return state(failure).equals("40001") || state(failure).equals("40P01");
    }

    /** Returns whether the same statements may succeed later: classes 40 (rollback) and 53 (resources), or a lock. */
    private static boolean isTransient(SQLException failure) {
        return state(failure).startsWith("40") || state(failure).startsWith("53") || BUSY.contains(state(failure));
    }

    /** Returns the exception for a borrower whose wait timed out after `nanos`. */
    static SQLException timeout(long nanos) {
        return new SQLTransientConnectionException(
                "no connection was free within " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms", UNABLE_TO_CONNECT);
    }

    /** Returns the exception for a caller that has waited for the database itself, for `nanos`. */
    static SQLException silent(long nanos) {
        return new SQLTimeoutException(
                "the database has not responded within " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms",
                UNABLE_TO_CONNECT);
    }

    /** Returns the exception for a transaction whose turn did not come within `nanos`. */
    static SQLException busy(long nanos) {
        return new SQLTimeoutException("other transactions have taken longer than "
                + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms", CANCELED);
    }

    /** Returns what a borrower gets if there is no connection, and will be none. */
    static SQLException noConnection(Throwable cause) {
        return new SQLException("there is no connection: " + cause.getMessage(), UNABLE_TO_CONNECT, cause);
    }

    /** Returns the message on one line: H2's has the statement, on lines of its own. */
    static String line(SQLException failure) {
        return String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }
}
