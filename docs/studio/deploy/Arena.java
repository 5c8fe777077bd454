package docs.studio.deploy;

import docs.studio.process.BoundFolder;
import docs.studio.servers.LabClasses;
import docs.studio.servers.SharedDatabase;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Lab 11's server, compiled, and a database for all of its instances. All of it ends with this. */
final class Arena implements AutoCloseable {

    /**
     * How servers are deployed.
     *
     * @param reference the reference's server, not the learner's
     * @param probe how long it is between two probes of an instance
     * @param delay for `--drain-delay`
     * @param rate requests per second
     * @param seed of all that is random
     */
    record Settings(boolean reference, SharedDatabase.Kind database, Duration probe, Duration delay, int rate,
            long seed) {}

    static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(10);

    private final Settings settings;
    private final Orders orders = new Orders();
    private final ShutdownHook hook = new ShutdownHook(this::end);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Path folder;
    private LabClasses classes;
    private SharedDatabase database;
    private int started;

    private Arena(Settings settings) {
        this.settings = settings;
    }

    /**
     * Compiles the server, and starts the database.
     *
     * @param progress hears what is done now
     * @throws UserError if that fails; then nothing is left
     */
    static Arena open(Course course, Settings settings, Consumer<String> progress) {
        Arena arena = new Arena(settings);
        try {
            arena.folder = arena.opened(BoundFolder.make("inside-the-server-arena-")).path();
            progress.accept("compiling the labs");
            arena.classes = LabClasses.compile(course, "lab11", settings.reference(), arena.folder);
            progress.accept("starting the database");
            arena.database = arena.opened(SharedDatabase.start(settings.database(), arena.classes,
                    arena.subfolder("database"), ignored -> {}));
            return arena;
        } catch (RuntimeException failed) {
            arena.close();
            throw failed;
        }
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private Path subfolder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException error) {
            throw UserError.of(error, "making a temporary folder");
        }
    }

    Settings settings() {
        return settings;
    }

    /** The checkouts of all loads. */
    Orders orders() {
        return orders;
    }

    /** An instance that can be started. */
    Instance instance(String name, String engine) {
        List<String> flags = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0", "--admin-port", "0",
                "--access-log", "off", "--engine", engine, "--database", database.url(), "--idle-timeout", "60000",
                "--pool-timeout", "8000", "--pricing-timeout", "8000", "--drain-delay",
                "" + settings.delay().toMillis(), "--drain-timeout",
                "" + DRAIN_TIMEOUT.toMillis()));
        flags.addAll(Orders.FLAGS);
        return opened(new Instance(name, classes, flags, subfolder(name + ++started)));
    }

    /** Ends all, the last one first. */
    @Override
    public void close() {
        hook.close();
        end();
    }

    private synchronized void end() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                // what is bound ends with this program at the latest
            }
        }
    }
}
