package grader.machine.database.driver;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The driver for `jdbc:watched:HOST:PORT:jdbc:…`. It opens the real connection, and asks the watcher at HOST:PORT
 * before everything that happens on it.
 *
 * <p>HOST is an address in 127.0.0.0/8. Without a watcher no connection can be opened (SQLState 08001). When the
 * watcher goes away, its connections continue unwatched: a server that outlives a check ends as it would without the
 * driver.
 */
public final class WatchedDriver implements Driver {

    private static final Pattern URL = Pattern.compile("jdbc:watched:([^:]*):(\\d{1,5}):(jdbc:.*)");
    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    static {
        try {
            DriverManager.registerDriver(new WatchedDriver());
        } catch (SQLException error) {
            throw new ExceptionInInitializerError(error);
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return url != null && url.startsWith("jdbc:watched:");
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Matcher parts = URL.matcher(url);
        if (!parts.matches() || !LOOPBACK.matcher(parts.group(1)).matches()) {
            throw Failures.of(Failures.CANNOT_OPEN, "'" + url.replaceFirst("\\?.*", "?…")
                    + "' is not jdbc:watched:127.0.0.1:PORT:jdbc:…");
        }
        Watcher watcher = Watcher.at(parts.group(1), Integer.parseInt(parts.group(2)));
        return WatchedConnection.open(watcher, new RealDatabase(parts.group(3), info));
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("the driver writes no log");
    }
}
