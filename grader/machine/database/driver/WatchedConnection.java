package grader.machine.database.driver;

import grader.machine.database.driver.Message.Type;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection: what happens on it is told to the watcher first, which may hold it, fail it or break it. */
final class WatchedConnection extends Watched {

    private final Watcher watcher;
    private final RealDatabase database;
    private final int number;
    private final Connection connection;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean broken;

    private WatchedConnection(Watcher watcher, RealDatabase database, int number, Connection real) {
        super(real, Connection.class);
        this.watcher = watcher;
        this.database = database;
        this.number = number;
        this.connection = real;
    }

    static Connection open(Watcher watcher, RealDatabase database) throws SQLException {
        Message begun = watcher.ask(Type.OPEN, 0, 0, List.of(database.url()));
        if (begun == null) {
            throw Failures.of(Failures.CANNOT_OPEN, "the watcher of this database has ended");
        }
        if (begun.type() == Type.FAIL) {
            throw Failures.of(begun.texts().getFirst(), begun.texts().getLast());
        }
        int number = (int) begun.number();
        try {
            return opened(new WatchedConnection(watcher, database, number, database.open()));
        } catch (SQLException | RuntimeException failed) {
            watcher.ask(Type.CLOSE, number, 0, List.of());
            throw failed;
        }
    }

    private static Connection opened(WatchedConnection fresh) throws SQLException {
        fresh.watcher.opened(fresh.number, fresh);
        Message opened = fresh.watcher.ask(Type.OPENED, fresh.number, 0, List.of());
        if (opened != null && opened.type() == Type.BREAK) {    // while it was being opened
            fresh.watcher.closed(fresh.number);
            fresh.breakDown();
            throw Failures.of(Failures.CANNOT_OPEN, "the database has gone while the connection was being opened");
        }
        return (Connection) fresh.proxy();
    }

    RealDatabase database() {
        return database;
    }

    @Override
    Object handle(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> close(method, arguments);
            case "abort" -> close(method, arguments);
            case "isClosed" -> closed.get() || !broken && (boolean) call(method, arguments);
            case "isValid" -> isValid(method, arguments);
            case "commit" -> commit(method, arguments);
            case "rollback" ->
                arguments.length == 0 ? event(Type.ROLLBACK, method, arguments) : onReal(this, method, arguments);
            case "setAutoCommit" ->
                event((boolean) arguments[0] ? Type.AUTO_COMMIT : Type.MANUAL_COMMIT, method, arguments);
            case "createStatement" -> statement(null, onReal(this, method, arguments), Statement.class);
            case "prepareStatement", "prepareCall" -> prepare(method, arguments);
            case "getMetaData" ->
                new WatchedPart(onReal(this, method, arguments), DatabaseMetaData.class, this, proxy()).proxy();
            default -> onReal(this, method, arguments);
        };
    }

    private Object prepare(Method method, Object[] arguments) throws Throwable {
        String sql = (String) arguments[0];
        Object real = isDone() ? onReal(this, method, arguments)
                : done(tell(Type.PREPARE, 0, List.of(sql)), this, method, arguments);
        return statement(sql, real, method.getReturnType().asSubclass(PreparedStatement.class));
    }

    private Object statement(String sql, Object real, Class<? extends Statement> type) {
        return new WatchedStatement(this, sql, (Statement) real, type).proxy();
    }

    private Object event(Type type, Method method, Object[] arguments) throws Throwable {
        return isDone() ? onReal(this, method, arguments) : done(tell(type, 0, List.of()), this, method, arguments);
    }

    /** The watcher hears of its success, too: between a commit and the response is a moment of its own. */
    private Object commit(Method method, Object[] arguments) throws Throwable {
        if (isDone()) {
            return onReal(this, method, arguments);
        }
        long event = tell(Type.COMMIT, 0, List.of());
        Object nothing = done(event, this, method, arguments);
        ended(event, -1, null);
        return nothing;
    }

    /** On a closed connection nothing happens that could be watched. */
    private boolean isDone() {
        return closed.get();
    }

    /**
     * Tells the watcher what is about to happen.
     *
     * @return the number of the event, for `ended`
     * @throws SQLException if it must not happen
     */
    long tell(Type type, long count, List<String> texts) throws SQLException {
        expectWhole();
        Message response = watcher.ask(type, number, count, texts);
        if (response == null) {
            return 0;
        }
        if (response.type() == Type.BREAK) {
            breakDown();
            throw Failures.broken(null);
        }
        if (response.type() == Type.FAIL) {
            SQLException failure = Failures.of(response.texts().getFirst(), response.texts().getLast());
            if (failure.getSQLState().startsWith("08")) {
                breakDown();
            }
            throw failure;
        }
        return response.number();
    }

    /** Calls the real object, and tells how it ended if it failed. */
    Object done(long event, Watched on, Method method, Object[] arguments) throws Throwable {
        try {
            return onReal(on, method, arguments);
        } catch (SQLException failed) {
            ended(event, -1, failed.getSQLState());
            throw failed;
        }
    }

    /** Tells the watcher how an event ended. @param rows -1: not known */
    void ended(long event, long rows, String state) {
        if (event > 0) {
            List<String> texts = new java.util.ArrayList<>(List.of(Long.toString(event)));
            texts.add(state);
            watcher.ask(Type.DONE, number, rows, texts);
        }
    }

    private void expectWhole() throws SQLException {
        if (broken && !closed.get()) {
            throw Failures.broken(null);
        }
    }

    /** Calls an object of the real connection, unless that is broken or breaks meanwhile. */
    Object onReal(Watched on, Method method, Object[] arguments) throws Throwable {
        expectWhole();
        try {
            Object result = on.call(method, arguments);
            expectWhole();
            return result;
        } catch (SQLException failed) {
            throw broken && !closed.get() && !Failures.BROKEN.equals(failed.getSQLState()) ? Failures.broken(failed)
                    : failed;
        }
    }

    /** Closing an object of a broken connection does nothing else. */
    Object closePart(Watched part, Method method, Object[] arguments) throws Throwable {
        try {
            return part.call(method, arguments);
        } catch (SQLException failed) {
            if (broken) {
                return null;
            }
            throw failed;
        }
    }

    private Object isValid(Method method, Object[] arguments) throws Throwable {
        if (closed.get() || (int) arguments[0] < 0) {
            return call(method, arguments);
        }
        try {
            tell(Type.VALIDATE, 0, List.of());
            return onReal(this, method, arguments);
        } catch (SQLException invalid) {
            return false;
        }
    }

    private Object close(Method method, Object[] arguments) throws Throwable {
        if (!closed.compareAndSet(false, true)) {
            return call(method, arguments);
        }
        try {
            return closePart(this, method, arguments);
        } finally {
            watcher.closed(number);
            watcher.ask(Type.CLOSE, number, 0, List.of());
        }
    }

    /** What a real connection is when its server has gone: nothing works, its transaction is rolled back. */
    void breakDown() {
        broken = true;
        try {
            connection.abort(Runnable::run);
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException inAutoCommit) {
            // then there is nothing to roll back
        }
        try {
            connection.close();
        } catch (SQLException gone) {
            // it is broken
        }
    }
}
