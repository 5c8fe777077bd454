package grader.machine.database;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What happened on a watched connection. It is in the record before it happens, even if it is then held or fails.
 *
 * @param number 1 for the first event of a watched database
 * @param connection 1 for the first connection that was opened
 * @param transaction 0 in auto-commit mode; otherwise the number of the transaction, which no other connection has
 * @param sql empty unless a statement is prepared or executed
 * @param parameters those of a batch one after the other, so often
 * @param batch how many statements were executed together; 1 without a batch
 * @param rows how many were read or changed; empty as long as that is not known
 * @param sqlState of its failure, injected or real; empty if there was none
 */
public record DatabaseEvent(int number, Kind kind, int connection, int transaction, String sql,
        List<Object> parameters, int batch, OptionalLong rows, Optional<String> sqlState) {

    public enum Kind {
        OPEN, PREPARE, EXECUTE, AUTO_COMMIT, MANUAL_COMMIT, COMMIT, ROLLBACK, VALIDATE, BREAK, CLOSE
    }

    /** Events of this kind. */
    public static Predicate<DatabaseEvent> of(Kind kind) {
        return event -> event.kind() == kind;
    }

    /** Executions of SQL with this text in it, whatever its case and white space. */
    public static Predicate<DatabaseEvent> executing(String text) {
        String wanted = plain(text);
        return event -> event.kind() == Kind.EXECUTE && plain(event.sql()).contains(wanted);
    }

    private static String plain(String sql) {
        return sql.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    public boolean isInTransaction() {
        return transaction > 0;
    }

    DatabaseEvent ended(OptionalLong count, Optional<String> state) {
        return new DatabaseEvent(number, kind, connection, transaction, sql, parameters, batch, count, state);
    }

    /** On one line, as a transcript tells it: `connection 2, transaction 5: UPDATE … [20, alice], 1 row`. */
    @Override
    public String toString() {
        String what = kind == Kind.EXECUTE ? sql.strip().replaceAll("\\s+", " ")
                : kind.name().toLowerCase(Locale.ROOT).replace('_', '-')
                        + (sql.isEmpty() ? "" : " " + sql.strip().replaceAll("\\s+", " "));
        return "connection " + connection + (isInTransaction() ? ", transaction " + transaction : "") + ": " + what
                + (parameters.isEmpty() ? "" : " " + parameters)
                + (rows.isPresent() ? ", " + rows.getAsLong() + (rows.getAsLong() == 1 ? " row" : " rows") : "")
                + sqlState.map(state -> ", failed with " + state).orElse("");
    }
}
