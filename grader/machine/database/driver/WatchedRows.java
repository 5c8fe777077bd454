package grader.machine.database.driver;

import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The rows of a query: counted, and reported when they have been read or are closed. */
final class WatchedRows extends Watched {

    private final WatchedConnection connection;
    private final WatchedStatement statement;
    private final long event;
    private final AtomicBoolean told = new AtomicBoolean();
    private long count;

    WatchedRows(WatchedConnection connection, WatchedStatement statement, long event, ResultSet real) {
        super(real, ResultSet.class);
        this.connection = connection;
        this.statement = statement;
        this.event = event;
    }

    @Override
    Object handle(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "next" -> next(method, arguments);
            case "close" -> {
                tell(null);
                yield connection.closePart(this, method, arguments);
            }
            case "getStatement" -> statement.proxy();
            default -> connection.onReal(this, method, arguments);
        };
    }

    private Object next(Method method, Object[] arguments) throws Throwable {
        try {
            boolean more = (boolean) connection.onReal(this, method, arguments);
            if (more) {
                count++;
            } else {
                tell(null);
            }
            return more;
        } catch (SQLException failed) {
            tell(failed.getSQLState());
            throw failed;
        }
    }

    void tell(String state) {
        if (told.compareAndSet(false, true)) {
            connection.ended(event, count, state);
        }
    }
}
