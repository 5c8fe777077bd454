package docs.studio.deploy;

import docs.studio.servers.LabClasses;
import docs.studio.servers.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One process of the server, from its start to its end. */
final class Instance implements AutoCloseable {

    private final ServerProcess process;
    private final InstanceLife life;

    /** Begins its life; {@link #start} starts it. @param folder where it runs */
    Instance(String name, LabClasses classes, List<String> flags, Path folder) {
        process = new ServerProcess("instance " + name, classes.command("lab11", flags), ServerProcess.LISTENS, folder,
                line -> {});
        life = new InstanceLife(name, System.nanoTime());
    }

    /** Starts it, and waits until it listens. */
    void start(Duration limit) {
        process.start(limit);
    }

    InstanceLife life() {
        return life;
    }

    int port() {
        return process.port();
    }

    /** Where `/ready` is; 0 as long as that is not known. */
    int adminPort() {
        return process.adminPort();
    }

    /** Sends SIGTERM, and waits until it has ended; tells whether it has in time. */
    boolean terminate(Duration limit) {
        life.isSignaled(System.nanoTime(), false);
        boolean ended = process.drain(limit);
        if (ended) {
            life.isEnded(System.nanoTime());
        }
        return ended;
    }

    /** Sends SIGKILL, and waits until it has ended. */
    void kill() {
        life.isSignaled(System.nanoTime(), true);
        process.kill();
        life.isEnded(System.nanoTime());
    }

    /** What it said before it ended by itself. */
    String said() {
        return process.lastWords();
    }

    Optional<Integer> exitCode() {
        return process.exitCode();
    }

    @Override
    public void close() {
        process.close();
    }
}
