package grader.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Every process that a grading has started, and what came of them: at the end none is left.
 *
 * <p>A child that leaves its group and outlives its parent is no descendant any more. So descendants are noted while
 * the parents live, and on Linux a last look goes for the tag in the environment, which children inherit, and for the
 * session that each server is started in. To catch a process that drops both at once takes a PID namespace, which is
 * not used yet.
 */
public final class Processes implements AutoCloseable {

    static final String TAG = "INSIDE_THE_SERVER_RUN";

    private final String tag = Long.toHexString(System.nanoTime()) + "-" + ProcessHandle.current().pid();
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("descendants").factory());
    /**
     * One thread starts them all: they end together with it (see {@link Isolation}), so it has to live as long as the
     * grading.
     */
    private final ExecutorService starter =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("starter").factory());
    private final Sessions sessions = new Sessions();

    private volatile boolean ended;

    public Processes() {
        watch.scheduleWithFixedDelay(this::noteDescendants, 500, 500, TimeUnit.MILLISECONDS);
    }

    public String tag() {
        return tag;
    }

    public Process start(ProcessBuilder builder) throws IOException {
        Process process = started(builder);
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

    private void noteDescendants() {
        seen.removeIf(handle -> !handle.isAlive());
        seen.forEach(handle -> handle.descendants().forEach(seen::add));
    }

    /** Ends a process and its descendants, at once. */
    public void kill(Process process) {
        var below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends all of them, and from now on whatever is added. */
    public void killAll() {
        ended = true;
        noteDescendants();
        seen.forEach(ProcessHandle::destroyForcibly);
        killTagged();
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
