package grader.machine.postgres;

import grader.clients.http.Deadline;
import grader.core.console.MachineFault;
import grader.core.files.Folders;
import grader.machine.os.Addresses;
import grader.machine.os.LinuxProcess;
import grader.machine.os.Output;
import grader.machine.os.ProcessControl;
import grader.machine.os.ProcessTree;
import grader.machine.os.Processes;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A PostgreSQL server of one's own: on a free port of 127.0.0.1, with its data in a temporary folder that is deleted in
 * the end. It ends with this program, even if the program is killed.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "postgres";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int TRIES = 5;
    private static final String READY = "database system is ready to accept connections";
    private static final List<String> SETTINGS = List.of("listen_addresses=127.0.0.1", "unix_socket_directories=",
            "fsync=off", "full_page_writes=off", "max_connections=200", "lc_messages=C", "log_min_messages=log");

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final class Shared {
        private static final PostgresServer SERVER = make();

        private static PostgresServer make() {
            PostgresServer server = start();
            // Never closed: it is in force until the program ends.
            new ShutdownHook(server::close);
            return server;
        }
    }

    private final List<String> settings;
    private final Consumer<String> heard;
    private final Path folder;
    private final Path data;
    private final List<String> asUser;
    private final Processes processes = new Processes();
    private final ShutdownHook hook = new ShutdownHook(this::end);
    private Process process;
    private Output messages;
    private int port;

    private PostgresServer(List<String> settings, Consumer<String> heard) throws IOException {
        this.settings = with(SETTINGS, settings.toArray(String[]::new));
        this.heard = heard;
        folder = Files.createTempDirectory("inside-the-server-postgres-");
        data = folder.resolve("data");
        asUser = PostgresUser.command(folder);
    }

    /** Whether there is a PostgreSQL on this machine, or among the libraries. */
    public static boolean isAvailable() {
        return PostgresPrograms.folder().isPresent();
    }

    /** Starts one with an empty database; this takes about two seconds. */
    public static PostgresServer start() {
        return start(List.of(), ignored -> {});
    }

    /**
     * The same with more settings, such as `log_min_duration_statement=0`.
     *
     * @param heard hears of every line that it says
     */
    public static PostgresServer start(List<String> settings, Consumer<String> heard) {
        try {
            PostgresServer server = new PostgresServer(settings, heard);
            try {
                server.initialize();
                server.startAgain();
                return server;
            } catch (RuntimeException | IOException failed) {
                server.close();
                throw failed;
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** A server that all tests share, until the program ends. Take a {@link #newDatabase} each. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    private static List<String> with(List<String> before, String... command) {
        List<String> all = new ArrayList<>(before);
        all.addAll(List.of(command));
        return all;
    }

    private static String program(String name) throws IOException {
        return PostgresPrograms.folder()
                .orElseThrow(() -> new IOException("no PostgreSQL here: apt-get install postgresql, or "
                        + "./jbang run --sources grader/libraries/Postgres.java verify"))
                .resolve(name)
                .toString();
    }

    private Process run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(with(asUser, command.toArray(String[]::new)));
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("LC_ALL", "C");
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return processes.start(builder);
    }

    private void initialize() throws IOException {
        Process initdb = run(List.of(program("initdb"), "-D", data.toString(), "-U", USER, "--auth=trust",
                "--encoding=UTF8", "--locale=C", "--no-sync"));
        Output said = new Output(initdb.getInputStream(), "initdb");
        if (!new ProcessControl(initdb).exitsWithin(LIMIT) || initdb.exitValue() != 0) {
            throw new IOException("initdb has failed: " + said.lines());
        }
    }

    /** Starts it on the data that it had, and on the same port, after {@link #kill} or {@link #stop}. */
    public void startAgain() {
        try {
            boolean isNew = port == 0;
            for (int i = 0; i < TRIES; i++) {
                port = isNew ? Addresses.freePort() : port;
                if (starts()) {
                    return;
                }
            }
            throw new IOException("PostgreSQL does not start: " + messages.lines());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private boolean starts() throws IOException {
        List<String> command = with(List.of(program("postgres"), "-D", data.toString(), "-p", "" + port));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        process = run(command);
        messages = new Output(process.getInputStream(), "PostgreSQL", heard);
        if (messages.await(line -> line.contains(READY), LIMIT).isPresent()) {
            return true;
        }
        kill();
        return false;
    }

    /** Ends all of its processes at once, as a power failure would; the data stays. */
    public void kill() {
        List<ProcessHandle> all = new ArrayList<>(ProcessTree.below(process.toHandle()));
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(all);
    }

    /** Ends it in order; connections are cut off, the data stays. */
    public void stop() {
        List<ProcessHandle> all = new ArrayList<>(ProcessTree.below(process.toHandle()));
        all.add(process.toHandle());
        new ProcessControl(process).signal("INT");
        awaitEnd(all);
    }

    /** Runs `steps` while none of its processes does anything: it accepts connections, and never responds. */
    public void whileSuspended(Runnable steps) {
        new ProcessControl(process).whileSuspended(steps);
    }

    /** All of its processes that there are now: the first one, and one for each connection. */
    public List<ProcessHandle> processes() {
        return LinuxProcess.tree(process.toHandle());
    }

    /** Where its data is, until it is closed. */
    public Path folder() {
        return folder;
    }

    private static void awaitEnd(List<ProcessHandle> all) {
        Deadline deadline = Deadline.in(LIMIT, null);
        while (all.stream().anyMatch(ProcessHandle::isAlive)) {
            if (deadline.isOver()) {
                throw new MachineFault("processes of PostgreSQL do not end");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The URL of the database `postgres`, with the user; every password is right. */
    public String url() {
        return url("postgres");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    /** Makes an empty database, and returns its URL. */
    public String newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return url(name);
        } catch (SQLException error) {
            throw new IllegalStateException(error);
        }
    }

    public int port() {
        return port;
    }

    /** What it has said: errors, and how it started. */
    public List<String> messages() {
        return messages.lines();
    }

    private void end() {
        if (process != null && process.isAlive()) {
            kill();
        }
        processes.close();
        Folders.delete(folder);
    }

    @Override
    public void close() {
        hook.close();
        end();
    }
}
