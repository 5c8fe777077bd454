package grader.machine.database.driver;

import grader.machine.database.driver.Message.Type;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A statement, prepared or not: each execution is told to the watcher, with the SQL and the parameters. */
final class WatchedStatement extends Watched {

    private final WatchedConnection connection;
    private final String sql;       // null: it is not prepared
    private final Map<Integer, Object> parameters = new TreeMap<>();
    private final List<String> batchSql = new ArrayList<>();
    private final List<String> batchParameters = new ArrayList<>();
    private int batch;
    private long event;
    private WatchedRows rows;       // those that may still be read

    WatchedStatement(WatchedConnection connection, String sql, Statement real, Class<? extends Statement> type) {
        super(real, type);
        this.connection = connection;
        this.sql = sql;
    }

    @Override
    Object handle(Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.startsWith("set") && arguments.length > 1 && arguments[0] instanceof Integer index) {
            Object result = connection.onReal(this, method, arguments);
            parameters.put(index, name.equals("setNull") ? null : arguments[1]);
            return result;
        }
        return switch (name) {
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> {
                List<String> texts = new ArrayList<>(List.of(arguments.length > 0 ? (String) arguments[0] : sql));
                texts.addAll(Parameters.encode(values()));
                yield execute(method, arguments, 1, texts);
            }
            case "executeBatch", "executeLargeBatch" -> executeBatch(method, arguments);
            case "addBatch" -> addBatch(method, arguments);
            case "clearBatch" -> {
                forgetBatch();
                yield connection.onReal(this, method, arguments);
            }
            case "clearParameters" -> {
                parameters.clear();
                yield connection.onReal(this, method, arguments);
            }
            case "getResultSet" -> rows((ResultSet) connection.onReal(this, method, arguments));
            case "getGeneratedKeys" -> new WatchedPart(connection.onReal(this, method, arguments), ResultSet.class,
                    connection, proxy()).proxy();
            case "getConnection" -> connection.proxy();
            case "close" -> {
                tellRows();
                yield connection.closePart(this, method, arguments);
            }
            case "isClosed" -> call(method, arguments);
            default -> connection.onReal(this, method, arguments);
        };
    }

    private List<Object> values() {
        return new ArrayList<>(parameters.values());
    }

    private Object addBatch(Method method, Object[] arguments) throws Throwable {
        Object result = connection.onReal(this, method, arguments);
        batch++;
        if (arguments.length > 0) {
            batchSql.add((String) arguments[0]);
        } else {
            batchParameters.addAll(Parameters.encode(values()));
        }
        return result;
    }

    private Object executeBatch(Method method, Object[] arguments) throws Throwable {
        List<String> texts = new ArrayList<>(List.of(sql == null ? String.join("; ", batchSql) : sql));
        texts.addAll(batchParameters);
        int size = batch;
        forgetBatch();
        return execute(method, arguments, size, texts);
    }

    private void forgetBatch() {
        batch = 0;
        batchSql.clear();
        batchParameters.clear();
    }

    private Object execute(Method method, Object[] arguments, int size, List<String> texts) throws Throwable {
        tellRows();
        event = isClosed() ? 0 : connection.tell(Type.EXECUTE, size, texts);
        Object result = connection.done(event, this, method, arguments);
        switch (result) {
            case ResultSet real -> {
                return rows(real);
            }
            case Boolean isQuery when !isQuery -> ended(((Statement) real()).getUpdateCount());
            case Integer count -> ended(count);
            case Long count -> ended(count);
            case int[] counts -> ended(java.util.Arrays.stream(counts).filter(count -> count > 0).sum());
            case long[] counts -> ended(java.util.Arrays.stream(counts).filter(count -> count > 0).sum());
            default -> {}       // a query whose rows are asked for later
        }
        return result;
    }

    private boolean isClosed() throws SQLException {
        return ((Statement) real()).isClosed();
    }

    private void ended(long count) {
        connection.ended(event, count, null);
    }

    /** The same proxy for the same rows, however often they are asked for. */
    private Object rows(ResultSet real) {
        if (real == null) {
            return null;
        }
        if (rows == null || rows.real() != real) {
            tellRows();
            rows = new WatchedRows(connection, this, event, real);
        }
        return rows.proxy();
    }

    /** Before they are closed: by another execution, or with the statement. */
    private void tellRows() {
        if (rows != null) {
            rows.tell(null);
            rows = null;
        }
    }
}
