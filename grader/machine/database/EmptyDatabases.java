package grader.machine.database;

import grader.core.console.UserError;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Empty databases for the servers of one check: of H2, or on the PostgreSQL server that the environment variable
 * {@link #VARIABLE} names. Those on PostgreSQL are dropped by {@link #close}.
 */
public final class EmptyDatabases implements AutoCloseable {

    /** The JDBC URL of a database on the server, with a user who may create others. */
    public static final String VARIABLE = "GRADER_DATABASE";

    /**
     * As checks need it: names in lower case, as in PostgreSQL; a lock that is held is waited for. It is closed when
     * its server ends, and not in between, while another server is just connecting to it.
     */
    private static final String H2 = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;LOCK_TIMEOUT=30000;DB_CLOSE_DELAY=-1";

    private final String server = System.getenv().getOrDefault(VARIABLE, "");
    private final List<String> created = new ArrayList<>();

    /** The URL of a database for one server. With H2 it is in the memory of that server, and ends with it. */
    public String inMemory() {
        return server.isEmpty() ? "jdbc:h2:mem:" + newName() + H2 : onServer();
    }

    /** The URL of a database that several servers may have, one after the other or at the same time. */
    public String in(Path folder) {
        return server.isEmpty() ? "jdbc:h2:" + folder.resolve("shop") + H2 + ";AUTO_SERVER=TRUE;WRITE_DELAY=0"
                : onServer();
    }

    private static String newName() {
        return "check_" + UUID.randomUUID().toString().replace("-", "");
    }

    private synchronized String onServer() {
        String name = newName();
        execute("CREATE DATABASE " + name);
        created.add(name);
        return server.replaceFirst("^(jdbc:postgresql:(//[^/?]*/)?)[^?]*", "$1" + name);
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException error) {
            throw new UserError(VARIABLE + " (not shown, as it may have a password): " + error.getMessage(),
                    "give jdbc:postgresql://HOST:PORT/NAME?user=…, PostgreSQL 13 or newer, with a user who may create "
                            + "databases");
        }
    }

    @Override
    public synchronized void close() {
        created.forEach(name -> execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
        created.clear();
    }
}
