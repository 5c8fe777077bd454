package grader.checks.lab10.sql;

import grader.clients.http.CheckFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A connection on which one transaction runs, step by step. Each step has a thread of its own, since it may have to
 * wait for another transaction. Not thread-safe.
 */
final class Session implements AutoCloseable {

    /** What PostgreSQL and H2 say of a transaction that they have ended because of others. */
    static final String CONFLICT = "40001";

    private record Result(String words, List<String> rows, Map<String, String> values) {}

    private final Connection connection;
    private final int number;
    private final Map<String, String> values = new HashMap<>();
    private final List<List<String>> reads = new ArrayList<>();
    private FutureTask<Result> running;     // null: none
    private Step step;
    private boolean open;
    private boolean committed;
    private String failure = "";

    Session(SteppedDatabase database, int level) throws SQLException {
        connection = database.open();
        number = database.session(connection);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(level);
    }

    /** Begins a step. */
    void start(Step next) {
        String sql = next.with(values);
        step = next;
        open = true;
        running = new FutureTask<>(() -> execute(next, sql));
        Thread.ofPlatform().daemon().name("session").start(running);
    }

    private Result execute(Step next, String sql) throws SQLException {
        if (next.isCommit()) {
            connection.commit();
            return new Result("committed", List.of(), Map.of());
        }
        if (next.ends()) {
            connection.rollback();
            return new Result("rolled back", List.of(), Map.of());
        }
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                int changed = statement.getUpdateCount();
                return new Result(changed == 1 ? "1 row changed" : changed + " rows changed", List.of(), Map.of());
            }
            return read(statement.getResultSet());
        }
    }

    private static Result read(ResultSet found) throws SQLException {
        List<String> rows = new ArrayList<>();
        Map<String, String> last = new HashMap<>();
        while (found.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                String name = found.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
                last.put(name, String.valueOf(found.getString(i)));
                row.add(name + " = " + found.getString(i));
            }
            rows.add(String.join(", ", row));
        }
        return new Result(rows.isEmpty() ? "no row" : String.join("; ", rows), rows, last);
    }

    boolean isBusy() {
        return running != null;
    }

    /** Whether its transaction has begun and is not over, so that others may wait for it. */
    boolean isOpen() {
        return open;
    }

    int number() {
        return number;
    }

    /** If its step is over since the last look: that, in words. */
    Optional<String> ended() {
        if (running == null || !running.isDone()) {
            return Optional.empty();
        }
        FutureTask<Result> done = running;
        running = null;
        try {
            Result result = done.get();
            values.putAll(result.values());
            if (step.reads()) {
                reads.add(result.rows());
            }
            open = !step.ends();
            committed = step.isCommit();
            return Optional.of(result.words());
        } catch (ExecutionException failed) {
            return Optional.of(fail(failed.getCause()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CheckFailed("interrupted");
        }
    }

    private String fail(Throwable cause) {
        if (!(cause instanceof SQLException problem)) {
            throw new IllegalStateException(cause);
        }
        failure = String.valueOf(problem.getSQLState());
        if (!failure.equals(CONFLICT)) {
            throw new CheckFailed(step + " fails: " + SqlText.words(problem));
        }
        try {
            connection.rollback();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        open = false;
        return CONFLICT + ", rolled back";
    }

    /** Whether the database has ended its transaction because of others. */
    boolean isInConflict() {
        return failure.equals(CONFLICT);
    }

    /** Forgets that transaction, to run it again. */
    void forget() {
        failure = "";
        values.clear();
        reads.clear();
    }

    boolean isCommitted() {
        return committed;
    }

    /** The rows of each SELECT, each as one text. */
    List<List<String>> reads() {
        return reads;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
