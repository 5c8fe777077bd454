package grader.machine.database.driver;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * What belongs to a watched connection or statement and is not watched itself: metadata, and the rows of generated
 * keys.
 */
final class WatchedPart extends Watched {

    private final WatchedConnection connection;
    private final Object owner;

    /** @param owner what the part says that it belongs to */
    WatchedPart(Object real, Class<?> type, WatchedConnection connection, Object owner) {
        super(real, type);
        this.connection = connection;
        this.owner = owner;
    }

    @Override
    Object handle(Method method, Object[] arguments) throws Throwable {
        boolean asksOwner = owner instanceof Connection && method.getReturnType() == Connection.class
                || owner instanceof Statement && method.getReturnType() == Statement.class;
        if (asksOwner) {
            return owner;
        }
        return real() instanceof ResultSet && method.getName().equals("close")
                ? connection.closePart(this, method, arguments)
                : connection.onReal(this, method, arguments);
    }
}
