import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections on which each statement tells the database for which request it is, in a comment. The database has
 * it in its own log, next to how long the statement took.
 */
record TracedConnector(Connector connector) implements Connector {

    @Override
    public Connection open() throws SQLException, InterruptedException {
        Connection connection = connector.open();
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("prepare") && arguments[0] instanceof String sql) {
                        arguments[0] = withComment(sql, TraceContext.of(RequestContext.current()));
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    /**
     * Returns a statement with a comment after it: a blank, and `traceparent='…'` between the signs of a comment. The
     * value has nothing that could end the comment. Without a trace, returns the statement as it is.
     */
    // task trace, until then: return sql;
    private static String withComment(String sql, TraceContext trace) {
        return trace == null ? sql : sql + " /*traceparent='" + trace.traceparent() + "'*/";
    }
}
