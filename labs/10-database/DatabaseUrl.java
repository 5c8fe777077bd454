// Given: nothing in this file is for you to write.
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

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
    private static final String H2 = "jdbc:h2:";
    private static final String H2_IN_MEMORY = "jdbc:h2:mem:";
    /** Parameters that a URL of H2 needs: the SQL of the shop is PostgreSQL's. */
    private static final String H2_MODE = ";MODE=PostgreSQL";
    /** Without it, a database in memory ends with its last connection. */
    private static final String H2_STAYS = ";DB_CLOSE_DELAY=-1";
    private static final int ALREADY_OPEN = 90020;      // a code of H2
    private static final int PAUSE_MILLIS = 50;

    static {
        // With AUTO_SERVER, H2 listens for the other servers: on this machine only.
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private final String url;
    private final Properties login = new Properties();

    private final long timeout;     // nanoseconds

    private DatabaseUrl(String url, long timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    static Flags flags(Flags flags) {
        return flags
                .with("database", DEFAULT_NAME, "the JDBC URL of a database: jdbc:h2:… or jdbc:postgresql:…",
                        (text, number) -> check(text))
                .with("database-user", NONE, "the name that the server has at the database")
                .with("database-password", NONE, "its password")
                .withNumber("database-timeout", 10_000, 1, Integer.MAX_VALUE,
                        "how long the server waits for the database, in milliseconds");
    }

    static DatabaseUrl from(Flags flags) {
        String text = flags.text("database");
        DatabaseUrl database = new DatabaseUrl(text.equals(DEFAULT_NAME) ? DEFAULT : text,
                TimeUnit.MILLISECONDS.toNanos(flags.number("database-timeout")));
        database.requireParameters();
        database.limitStatements();
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

    /** The SQL error of a database without these would not say what is missing. */
    private void requireParameters() {
        if (url.contains(H2)) {
            require(H2_MODE);
        }
        if (url.contains(H2_IN_MEMORY)) {
            require(H2_STAYS);
        }
    }

    private void require(String parameter) {
        if (!hasParameter(parameter.substring(1))) {
            throw new UsageException("--database " + name() + ": add " + parameter + " to the URL");
        }
    }

    /**
     * Lets the database cancel a statement before its caller stops waiting, by the drivers' own names. What the URL
     * says counts.
     */
    private void limitStatements() {
        long millis = TimeUnit.NANOSECONDS.toMillis(timeout) * 4 / 5;
        if (!url.contains(H2)) {
            login.setProperty("queryTimeout", String.valueOf(Math.ceilDiv(millis, 1000)));
        } else if (!hasParameter("QUERY_TIMEOUT=")) {
            login.setProperty("QUERY_TIMEOUT", String.valueOf(Math.max(1, millis)));
        }
    }

    private boolean hasParameter(String text) {
        return url.toUpperCase(Locale.ROOT).contains(";" + text.toUpperCase(Locale.ROOT));
    }

    /**
     * Returns how many transactions may write at the same time. H2 writes its tables to the file one after the other,
     * and a crash in between may leave the half of another transaction:
     * https://github.com/h2database/h2database/issues/2080.
     */
    int writers() {
        return url.startsWith(H2) && !url.startsWith(H2_IN_MEMORY) ? 1 : Integer.MAX_VALUE;
    }

    /** Returns how long the server waits for the database, in nanoseconds. */
    long timeout() {
        return timeout;
    }

    /** Opens a connection. A database that does not respond within {@link #timeout} is an exception. */
    @Override
    public Connection open() throws SQLException, InterruptedException {
        return BoundedCall.ended(timeout, this::connect, DatabaseUrl::close, DatabaseErrors::silent);
    }

    /** Connects. While another server is opening the same file of H2, tries again. */
    private Connection connect() throws SQLException, InterruptedException {
        long end = System.nanoTime() + timeout / 2;
        while (true) {
            try {
                return DriverManager.getConnection(url, login);
            } catch (SQLException failure) {
                if (failure.getErrorCode() != ALREADY_OPEN || System.nanoTime() - end > 0) {
                    throw failure;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** Closes a connection that came too late. */
    private static void close(Connection late) {
        try {
            late.close();
        } catch (SQLException failure) {
            // No one has used it.
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
