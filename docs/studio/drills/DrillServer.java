package docs.studio.drills;

import docs.studio.servers.LabClasses;
import docs.studio.servers.ServerProcess;
import docs.studio.web.LocalGet;
import grader.core.console.UserError;
import grader.clients.http.Await;
import grader.core.files.Folders;
import grader.machine.os.Commands;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server of a drill, and its load. What its operator may know of it is here, and no more. */
final class DrillServer implements AutoCloseable {

    private static final String DUMP = "Full thread dump";
    private static final String DUMP_ENDS = "JNI global ref";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration WARM = Duration.ofSeconds(8);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final int ENOUGH_OF_LOG = 20_000;
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Few workers, so that they can run out; limits that are never reached by accident. */
    private static final List<String> FLAGS = List.of("--host", "127.0.0.1", "--port", "0", "--admin-port", "0",
            "--access-log", "access.log", "--log-format", "json", "--engine", "thread", "--workers", "32", "--queue",
            "32", "--queue-target", "20000", "--body-timeout", "2500", "--request-timeout", "60000", "--total-timeout",
            "60000", "--user", "poor:1:yes", "--idle-timeout", "20000", "--pool-timeout", "2000", "--drain-timeout",
            "300");

    private final ServerProcess process;
    private final Path folder;
    private final DrillLoad load;
    private final List<String> dump = new ArrayList<>();        // of the thread that hears lines
    private final BlockingQueue<List<String>> dumps = new LinkedBlockingQueue<>();
    private boolean dumping;                                    // of the same thread
    private Instant begun = Instant.EPOCH;
    private long logBegun;

    /** Starts it, and its load. */
    DrillServer(Scene scene, LabClasses classes, Path folder) {
        this.folder = folder;
        List<String> flags = new ArrayList<>(FLAGS);
        flags.addAll(DrillLoad.flags());
        scene.faults().forEach(fault -> flags.addAll(fault.flags()));
        process = new ServerProcess("the server", classes.command(Reference.LAB, flags), ServerProcess.LISTENS, folder,
                this::heard);
        try {
            process.start(START);
        } catch (UserError failed) {
            process.close();
            throw failed;
        }
        load = new DrillLoad(port(), scene.load(), scene.seed());
        load.start();
    }

    private void heard(String line) {
        dumping |= line.startsWith(DUMP);
        if (dumping) {
            dump.add(line);
        }
        if (line.startsWith(DUMP_ENDS)) {
            dumps.add(List.copyOf(dump));
            dump.clear();
            dumping = false;
        }
    }

    /**
     * Waits until the first requests are over, which are slow while the JVM warms up: they say nothing about a fault.
     */
    void warmUp() throws InterruptedException {
        Await.comesTrue(WARM, () -> logSize() > ENOUGH_OF_LOG);
        Thread.sleep(SETTLE);
        begun = Instant.now();
        logBegun = logSize();
        Await.comesTrue(SETTLE, () -> logSize() > logBegun + ENOUGH_OF_LOG);
    }

    /** What the clients of its load see. */
    ClientsView clients() {
        return load.view();
    }

    /** When that was. */
    Instant begun() {
        return begun;
    }

    /** Where the log was then. */
    long logBegun() {
        return logBegun;
    }

    int port() {
        return process.port();
    }

    int adminPort() {
        return process.adminPort();
    }

    long pid() {
        return process.handle().map(ProcessHandle::pid).orElse(0L);
    }

    Path folder() {
        return folder;
    }

    Path logFile() {
        return folder.resolve("access.log");
    }

    /** What the admin port says at a path. */
    String admin(String path) throws IOException {
        return new String(LocalGet.of(adminPort(), path, LOOK).body(), StandardCharsets.UTF_8);
    }

    /** What its threads are doing: SIGQUIT lets a JVM print that, at less cost than `jcmd`. None if it does not. */
    synchronized List<Stack> stacks() throws InterruptedException {
        dumps.clear();
        Commands.succeeds("kill", "-QUIT", String.valueOf(pid()));
        List<String> lines = dumps.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return lines == null ? List.of() : Stack.of(lines);
    }

    /** Its sockets, one per line, as `ss` shows them; none where there is no `ss`. */
    List<String> sockets() {
        try {
            return Commands.output(List.of("ss", "-tanH", "sport = :" + port())).lines().toList();
        } catch (Commands.Failed | UserError missing) {
            return List.of();
        }
    }

    long logSize() {
        return logFile().toFile().length();
    }

    /** The log from this byte on. */
    String log(long from) {
        try (FileChannel file = FileChannel.open(logFile())) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Files.size(logFile()) - from));
            file.read(bytes, from);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw UserError.of(error, "reading the server's log");
        }
    }

    @Override
    public void close() {
        load.close();
        process.close();
        Folders.delete(folder);
    }
}
