package docs.studio.servers;

import docs.studio.process.BoundFolder;
import docs.studio.process.FrozenProcesses;
import grader.core.console.UserError;
import grader.machine.os.Addresses;
import grader.machine.postgres.PostgresServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The database that servers share: a process of its own, so that it can be frozen.
 *
 * @param title what it is, in words
 * @param url for JDBC
 * @param processes all that it has now
 * @param end what ends it
 */
public record SharedDatabase(String title, String url, Supplier<List<ProcessHandle>> processes, Runnable end)
        implements AutoCloseable {

    /** Which one it is. */
    public enum Kind { postgresql, h2 }

    private static final Duration START = Duration.ofSeconds(60);
    private static final Pattern H2_SERVES = Pattern.compile("TCP server running");
    /** It says how long each statement took, with its text, in which the servers have put the trace of the request. */
    private static final List<String> SETTINGS = List.of("log_min_duration_statement=0", "log_line_prefix=%n ");

    /** The kind that this machine has. */
    public static Kind usual() {
        return PostgresServer.isAvailable() ? Kind.postgresql : Kind.h2;
    }

    /** Starts an empty one. @param heard hears of every line that it prints */
    public static SharedDatabase start(Kind kind, LabClasses classes, Path folder, Consumer<String> heard) {
        return switch (kind) {
            case postgresql -> postgresql(heard);
            case h2 -> h2(classes, folder, heard);
        };
    }

    private static SharedDatabase postgresql(Consumer<String> heard) {
        try {
            PostgresServer server = PostgresServer.start(SETTINGS, heard);
            BoundFolder data = BoundFolder.of(server.folder());
            return new SharedDatabase("PostgreSQL", server.url(), server::processes, () -> {
                server.close();
                data.close();
            });
        } catch (UncheckedIOException failed) {
            throw new UserError("the database: " + failed.getCause().getMessage(), "--database h2 takes another one");
        }
    }

    private static SharedDatabase h2(LabClasses classes, Path folder, Consumer<String> heard) {
        int port = Addresses.freePort();
        ServerProcess server = new ServerProcess("the database", classes.command("org.h2.tools.Server", List.of("-tcp",
                "-tcpPort", String.valueOf(port), "-baseDir", folder.toString(), "-ifNotExists")),
                H2_SERVES, folder, heard);
        try {
            server.start(START);
        } catch (UserError failed) {
            server.close();
            throw failed;
        }
        return new SharedDatabase("H2", "jdbc:h2:tcp://127.0.0.1:" + port
                + "/./shop;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1;WRITE_DELAY=0",
                () -> server.handle().stream().toList(), server::close);
    }

    /** Stops its processes for as long: it accepts connections, and does nothing. */
    public void freeze(Duration time) throws InterruptedException {
        try (FrozenProcesses _ = FrozenProcesses.stop(processes.get())) {
            Thread.sleep(time);
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
