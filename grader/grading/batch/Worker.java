package grader.grading.batch;

import grader.core.files.Unguessable;
import grader.machine.os.LinuxProcess;
import grader.machine.os.Orphans;
import grader.machine.os.Output;
import grader.machine.os.ProcessTree;
import grader.machine.os.Sandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A {@link GradingWorker} as its batch sees it. A grading that takes all memory, or never ends, takes this process with
 * it and no other.
 */
final class Worker implements AutoCloseable {

    /** Fetching, compiling and checking have limits of their own, which together are less. */
    static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration LAST = Duration.ofSeconds(12);
    /** So many looks in a row: after Ctrl+Z and `fg` a batch may go on a moment before its workers. */
    private static final int STOPS = 3;
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** A grading that uses less of a processor during a look mostly waits; the grader itself looks around meanwhile. */
    private static final Duration IDLE = Duration.ofMillis(300);

    /**
     * Each line that it reads or writes begins with this. A submission can write to the pipes of its parent in layer 1,
     * but does not know it.
     */
    private final String mark = Unguessable.text();
    private final Process process;
    private final PrintWriter orders;
    private final Output results;
    private final Output errors;
    private int count;
    private boolean stopped;

    /**
     * Starts one.
     *
     * @param temporary its folder for temporary files
     * @param processors how many it may count on
     */
    Worker(Setup setup, Path temporary, int processors) throws IOException {
        List<String> command = command(temporary, processors);
        ProcessBuilder builder = new ProcessBuilder(setup.sandboxed() ? Sandbox.ownNetwork(command) : command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process child = Orphans.start(builder::start);
        process = setup.sandboxed() ? Sandbox.inside(child) : child;
        orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        results = new Output(process.getInputStream(), "results");
        errors = new Output(process.getErrorStream(), "errors");
        orders.println(mark);
        order(setup);
    }

    private static List<String> command(Path temporary, int processors) {
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=" + processors,
                "-Xlog:disable",
                "-XX:+DisplayVMOutputToStderr", "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary, GradingWorker.class.getName()));
    }

    /** A line of its own, whatever a submission has written before. */
    private void order(Object order) throws IOException {
        orders.println("\n" + mark + GradingWorker.JSON.writeValueAsString(order));
    }

    /**
     * What became of a submission; empty if the process has ended, was stopped, or has not been done in time.
     *
     * @param whenIdle is run whenever the grading has mostly waited for a whole look, as for a server that is silent
     */
    Optional<Graded> grade(Planned planned, Runnable whenIdle) throws IOException {
        order(planned);
        count++;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        int stops = 0;
        Optional<Duration> before = LinuxProcess.cpu(process.toHandle());
        Optional<String> line = result();
        while (line.isEmpty() && process.isAlive() && stops < STOPS && System.nanoTime() - deadline < 0) {
            stops = LinuxProcess.isStopped(process.toHandle()) ? stops + 1 : 0;
            Optional<Duration> now = LinuxProcess.cpu(process.toHandle());
            if (isIdle(before, now)) {
                whenIdle.run();
            }
            before = now;
            line = result();
        }
        stopped = stops == STOPS;
        return line.isEmpty() ? Optional.empty() : Optional.of(GradingWorker.JSON.readValue(line.get(), Graded.class));
    }

    /** The time of a process that has ended counts no more, so the sum may be less than before: that is not idle. */
    private static boolean isIdle(Optional<Duration> before, Optional<Duration> now) {
        return before.flatMap(then -> now.map(time -> time.minus(then)))
                .filter(used -> !used.isNegative() && used.compareTo(IDLE) < 0)
                .isPresent();
    }

    private Optional<String> result() {
        String start = mark + count + " ";
        return results.await(each -> each.startsWith(start), LOOK).map(line -> line.substring(start.length()));
    }

    /** Why it gave no result. */
    String fault() {
        if (stopped) {
            return "the grader's process was stopped by a signal";
        }
        if (process.isAlive()) {
            return "the grader was not done after " + LIMIT.toMinutes() + " min";
        }
        List<String> said = errors.whole(Duration.ofSeconds(1));
        return "the grader's process has ended with exit code " + process.exitValue()
                + (said.isEmpty() ? "" : ": " + said.getLast());
    }

    /** Asks it to end, and its servers with it. */
    void stop() {
        process.destroy();
    }

    /** Ends it, at once if it does not by itself. */
    @Override
    public void close() {
        List<ProcessHandle> below = ProcessTree.below(process.toHandle());
        try {
            orders.close();
            process.destroy();
            process.waitFor(LAST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            below.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
