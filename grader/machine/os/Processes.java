package grader.machine.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Every process that a grading has started, and what came of them: at the end none is left.
 *
 * <p>A child that leaves its group and outlives its parent is no descendant any more. So descendants are noted while
 * the parents live, and on Linux a last look goes for the tag in the environment, which children inherit, and for the
 * session that each server is started in. A process that drops both at once is found in programs that adopt
 * {@link Orphans}, and where it has a PID namespace.
 */
public final class Processes implements AutoCloseable {

    /** Ended processes are gone after a moment: until then they may write. */
    private static final Duration LAST = Duration.ofSeconds(2);
    private static final int LOOK_MILLIS = 250;

    static final String TAG = "INSIDE_THE_SERVER_RUN";

    private final String tag = Long.toHexString(System.nanoTime()) + "-" + ProcessHandle.current().pid();
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();
    private final Set<Process> started = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("descendants").factory());
    /**
     * One thread starts them all: they end together with it (see {@link Isolation}), so it has to live as long as the
     * grading.
     */
    private final ExecutorService starter =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("starter").factory());
    private final List<Consumer<ProcessTree>> looks = new CopyOnWriteArrayList<>();
    private final Sessions sessions = new Sessions();

    private volatile boolean ended;

    public Processes() {
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Looks at the processes a few times in a second, as long as there are some, until this is closed. */
    public void watch(Consumer<ProcessTree> look) {
        looks.add(look);
    }

    private void look() {
        try {
            if (!seen.isEmpty()) {
                ProcessTree tree = ProcessTree.now();
                noteDescendants(tree);
                looks.forEach(look -> look.accept(tree));
            }
        } catch (RuntimeException ended) {
            // a process has ended while it was looked at; what is thrown here would make this look the last
        }
    }

    public String tag() {
        return tag;
    }

    public Process start(ProcessBuilder builder) throws IOException {
        Process process = Orphans.start(() -> started(builder));
        started.add(process);
        seen.add(process.toHandle());
        sessions.add(process.toHandle());
        if (ended) {
            kill(process);      // started by a check that was just going on
        }
        return process;
    }

    /** As `start`, for a command of {@link Sandbox#around}. */
    public Process startSandboxed(ProcessBuilder builder) throws IOException {
        return Sandbox.inside(start(builder));
    }

    private Process started(ProcessBuilder builder) throws IOException {
        try {
            return starter.submit(builder::start).get();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause().getMessage(), failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process was to start", stop);
        }
    }

    private void noteDescendants(ProcessTree tree) {
        seen.removeIf(handle -> !handle.isAlive());
        started.removeIf(process -> !process.isAlive());
        seen.forEach(handle -> seen.addAll(tree.of(handle)));
    }

    /** Ends a process and its descendants, at once. */
    public void kill(Process process) {
        List<ProcessHandle> below = ProcessTree.below(process.toHandle());
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends all of them, and from now on whatever is added. When it returns, they are gone. */
    public void killAll() {
        ended = true;
        noteDescendants(ProcessTree.now());
        seen.forEach(ProcessHandle::destroyForcibly);
        killTagged();
        awaitEnd();
    }

    private void awaitEnd() {
        long deadline = System.nanoTime() + LAST.toNanos();
        try {
            for (Process process : started) {
                process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void killTagged() {
        Path proc = Path.of("/proc");
        if (!Files.isDirectory(proc.resolve("self"))) {
            return;
        }
        byte[] mark = (TAG + "=" + tag).getBytes(StandardCharsets.UTF_8);
        try (var entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                if (contains(entry.resolve("environ"), mark) || sessions.has(session(entry))) {
                    ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
                            .ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        } catch (IOException unreadable) {
            // then the descendants that were noted have to do
        }
    }

    /** The session of a process: the sixth field of its stat, the fourth after the name in parentheses (proc(5)). */
    private static long session(Path entry) {
        try {
            String stat = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
        } catch (IOException | RuntimeException gone) {
            return Sessions.NONE;
        }
    }

    private static boolean contains(Path environ, byte[] mark) {
        try {
            String text = new String(Files.readAllBytes(environ), StandardCharsets.ISO_8859_1);
            return text.contains(new String(mark, StandardCharsets.ISO_8859_1));
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        killAll();
        starter.shutdown();
    }
}
