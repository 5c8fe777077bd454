import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Where the database is, and who connects to it. Its text has no parameters: one may be a password. */
final class DatabaseUrl implements Connector {

    /**
     * A file of H2. Several servers may share it (AUTO_SERVER), a commit has been written when it returns
     * (WRITE_DELAY=0), and an interrupt of a thread that reads or writes does not close the file for all (retry). Space
     * in the file is not used again while the server runs: a crash in between has destroyed files (REUSE_SPACE).
     */
    private static final String DEFAULT = "jdbc:h2:retry:./build/lab10/shop;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
            + "AUTO_SERVER=TRUE;DB_CLOSE_DELAY=-1;WRITE_DELAY=0;REUSE_SPACE=FALSE";
    private static final String DEFAULT_NAME = "build/lab10/shop.mv.db";
    private static final String NONE = "none";
    private static final int OPEN_SECONDS = 10;
    private static final int RESPONSE_MILLIS = 10_000;
    private static final int ALREADY_OPEN = 90020;      // a code of H2
    private static final long PAUSE_NANOS = 50_000_000;

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

    /**
     * Returns how many transactions may write at the same time. H2 writes its tables to the file one after the other,
     * and a crash in between may leave the half of another transaction:
     * https://github.com/h2database/h2database/issues/2080.
     */
    int writers() {
        return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:") ? 1 : Integer.MAX_VALUE;
    }

    /** Opens a connection. A database that does not respond, now or later, is an exception after ten seconds. */
    @Override
    public Connection open() throws SQLException {
        DriverManager.setLoginTimeout(OPEN_SECONDS);
        Connection connection = connect();
        try {
            connection.setNetworkTimeout(Runnable::run, RESPONSE_MILLIS);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Connects. While another server is opening the same file of H2, tries again. */
    private Connection connect() throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(OPEN_SECONDS);
        while (true) {
            try {
                return DriverManager.getConnection(url, login);
            } catch (SQLException failure) {
                if (failure.getErrorCode() != ALREADY_OPEN || System.nanoTime() - end > 0) {
                    throw failure;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Returns the URL without parameters. */
    String name() {
        return url.equals(DEFAULT) ? DEFAULT_NAME : url.replaceFirst("[?;].*", "");
    }

    @Override
    public String toString() {
        return name() + (url.equals(DEFAULT) ? ": to start over, stop the server and delete this file" : "");
    }
}
