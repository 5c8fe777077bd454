import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where the database is, and who connects to it. Its text has no parameters: one may be a password. */
final class DatabaseUrl implements Connector {

    /**
     * A file of H2. Several servers may share it (AUTO_SERVER), a commit has been written when it returns
     * (WRITE_DELAY=0), and an interrupt of a thread that reads or writes does not close the file for all (retry).
     */
    private static final String DEFAULT = "jdbc:h2:retry:./build/lab10/shop;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
            + "AUTO_SERVER=TRUE;DB_CLOSE_DELAY=-1;WRITE_DELAY=0";
    private static final String DEFAULT_NAME = "build/lab10/shop.mv.db";
    private static final String NONE = "none";
    private static final int OPEN_SECONDS = 10;
    private static final int RESPONSE_MILLIS = 10_000;

    static {
        // With AUTO_SERVER, H2 listens for the other servers: on this machine only.
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private final String url;
    private final Properties login = new Properties();

    private DatabaseUrl(String url) {
        this.url = url;
    }

    static Flags flags(Flags flags) {
        return flags
                .with("database", DEFAULT_NAME, "the JDBC URL of a database: jdbc:h2:… or jdbc:postgresql:…",
                        (text, number) -> check(text))
                .with("database-user", NONE, "the name that the server has at the database")
                .with("database-password", NONE, "its password");
    }

    static DatabaseUrl from(Flags flags) {
        String text = flags.text("database");
        DatabaseUrl database = new DatabaseUrl(text.equals(DEFAULT_NAME) ? DEFAULT : text);
        if (flags.isOn("database-user")) {
            database.login.setProperty("user", flags.text("database-user"));
        }
        if (flags.isOn("database-password")) {
            database.login.setProperty("password", flags.text("database-password"));
        }
        return database;
    }

    /** The message does not show the URL: it may contain a password. */
    private static void check(String url) {
        try {
            DriverManager.getDriver(url.equals(DEFAULT_NAME) ? DEFAULT : url);
        } catch (SQLException noDriver) {
            throw new UsageException("--database (not shown, as it may have a password): no driver takes this URL; "
                    + "give jdbc:h2:… or jdbc:postgresql://HOST:PORT/NAME");
        }
    }

    /** Opens a connection. A database that does not respond, now or later, is an exception after ten seconds. */
    @Override
    public Connection open() throws SQLException {
        DriverManager.setLoginTimeout(OPEN_SECONDS);
        Connection connection = DriverManager.getConnection(url, login);
        try {
            connection.setNetworkTimeout(Runnable::run, RESPONSE_MILLIS);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    @Override
    public String toString() {
        return url.equals(DEFAULT) ? DEFAULT_NAME + ": to start over, stop the server and delete this file"
                : url.replaceFirst("[?;].*", "");
    }
}
