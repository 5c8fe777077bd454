package grader.bench.pools;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Where the pools get their connections from. */
record Connections(Opener opener) implements DataSource {

    /** What opens one. */
    interface Opener {
        Connection open() throws SQLException;
    }

    /** Connections to a real database. */
    static Connections of(String url) {
        return new Connections(() -> DriverManager.getConnection(url));
    }

    /** Connections without a database: opened at once, and all they are asked costs next to nothing. */
    static Connections stubs() {
        return new Connections(() -> (Connection) Proxy.newProxyInstance(Connections.class.getClassLoader(),
                new Class<?>[] {Connection.class}, (self, method, arguments) -> stubbed(self, method, arguments)));
    }

    private static Object stubbed(Object self, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getAutoCommit", "isValid" -> true;
            case "isClosed", "isReadOnly", "isWrapperFor" -> false;
            case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
            case "getNetworkTimeout", "getHoldability" -> 0;
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "a connection to nothing";
            default -> null;
        };
    }

    @Override
    public Connection getConnection() throws SQLException {
        return opener.open();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return opener.open();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("it wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
