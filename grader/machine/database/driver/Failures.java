package grader.machine.database.driver;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;

/** The exceptions that the driver throws by itself: of the class that JDBC has for the SQLState. */
final class Failures {

    static final String CANNOT_OPEN = "08001";
    static final String BROKEN = "08006";

    private Failures() {}

    static SQLException of(String state, String message) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08" -> state.equals(CANNOT_OPEN) ? new SQLTransientConnectionException(message, state)
                    : new SQLNonTransientConnectionException(message, state);
            case "22" -> new SQLDataException(message, state);
            case "23" -> new SQLIntegrityConstraintViolationException(message, state);
            case "28" -> new SQLInvalidAuthorizationSpecException(message, state);
            case "40" -> new SQLTransactionRollbackException(message, state);
            case "42" -> new SQLSyntaxErrorException(message, state);
            default -> new SQLException(message, state);
        };
    }

    /** @param cause what the real driver said; null if it was not asked */
    static SQLException broken(Throwable cause) {
        SQLException broken = of(BROKEN, "the connection to the database is broken");
        if (cause != null) {
            broken.initCause(cause);
        }
        return broken;
    }
}
