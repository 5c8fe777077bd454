package docs.studio.servers;

import docs.studio.process.BoundProcess;
import docs.studio.process.PrintedLines;
import grader.clients.http.Await;
import grader.core.console.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that serves others: it can be started again after it has ended. */
public final class ServerProcess implements AutoCloseable {

    /** How it is. */
    public enum State { STARTING, RUNNING, DRAINING, STOPPED }

    /** The line with which a lab's server says that it serves, and on which port. */
    public static final Pattern LISTENS = Pattern.compile("listening on https?://\\S+?:(\\d+)");

    /** The program becomes this shell, so that its process id is known wherever there is a shell. */
    private static final List<String> TELLING_PID = List.of("sh", "-c", "echo \"pid $$\"; exec \"$@\"", "sh");
    private static final Pattern PID = Pattern.compile("pid (\\d+)");
    private static final Pattern ADMIN = Pattern.compile("lab\\d\\d admin on https?://\\S+?:(\\d+)");
    private static final Duration LAST_LINES = Duration.ofSeconds(1);
    private static final int MOST_SAID = 3;

    private final String name;
    private final List<String> command;
    private final Pattern ready;
    private final Path folder;
    private final Consumer<String> heard;
    private volatile State state = State.STOPPED;
    private volatile BoundProcess bound;        // null: it was never started
    private volatile PrintedLines lines;
    private volatile long pid;
    private volatile int port;
    private volatile int adminPort;
    private volatile boolean asked;     // to end

    /**
     * @param ready matches the line with which it says that it serves
     * @param folder where it runs
     * @param heard hears of every line
     */
    public ServerProcess(String name, List<String> command, Pattern ready, Path folder, Consumer<String> heard) {
        this.name = name;
        this.command = command;
        this.ready = ready;
        this.folder = folder;
        this.heard = heard;
    }

    public String name() {
        return name;
    }

    public State state() {
        return state;
    }

    /** Where it listens, if the pattern of its line has that as a group; 0 as long as that is not known. */
    public int port() {
        return port;
    }

    /** Where its metrics are; 0 as long as that is not known. */
    public int adminPort() {
        return adminPort;
    }

    /** The process itself; empty if there is none now. */
    public Optional<ProcessHandle> handle() {
        return pid == 0 ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    /** Its exit code; empty as long as it runs, or if it was never started. */
    public Optional<Integer> exitCode() {
        return bound == null || bound.process().isAlive() ? Optional.empty()
                : Optional.of(bound.process().exitValue());
    }

    /**
     * Starts it, and waits until it serves.
     *
     * @throws UserError if it ends before, or does not serve in time
     */
    public synchronized void start(Duration limit) {
        if (state != State.STOPPED) {
            throw new UserError(name + " runs already", "kill or drain it first");
        }
        List<String> all = new ArrayList<>(TELLING_PID);
        all.addAll(command);
        pid = 0;
        port = 0;
        adminPort = 0;
        asked = false;
        state = State.STARTING;
        BoundProcess started = BoundProcess.start(all, folder);
        bound = started;
        lines = new PrintedLines(started.process().getInputStream(), this::printed);
        started.process().onExit().thenRun(() -> state = State.STOPPED);
        boolean serves = Await.comesTrue(limit, () -> state != State.STARTING) && state != State.STOPPED;
        if (!serves) {
            throw notThere(limit);
        }
    }

    private UserError notThere(Duration limit) {
        boolean alive = bound.process().isAlive();
        bound.end();
        awaitLines();
        String said = said();
        return new UserError(
                name + (alive ? " did not serve within " + limit.toSeconds() + " s" : " ended at its start")
                        + (said.isEmpty() ? "" : ": " + said),
                "correct this, and start again");
    }

    /** The last that it has printed, without its access log. */
    private String said() {
        List<String> all = lines.from(0)
                .lines()
                .stream()
                .filter(line -> !PID.matcher(line).matches() && !line.startsWith("{"))
                .toList();
        return String.join(" / ", all.subList(Math.max(0, all.size() - MOST_SAID), all.size()));
    }

    /** What it said before it ended by itself; empty if it has not. */
    public String lastWords() {
        return state == State.STOPPED && !asked ? said() : "";
    }

    private void printed(String line) {
        Matcher itself = PID.matcher(line);
        Matcher admin = ADMIN.matcher(line);
        Matcher serves = ready.matcher(line);
        if (pid == 0 && itself.matches()) {
            pid = Long.parseLong(itself.group(1));
        } else if (adminPort == 0 && admin.find()) {
            adminPort = Integer.parseInt(admin.group(1));
        } else if (state == State.STARTING && serves.find()) {
            port = serves.groupCount() == 0 ? 0 : Integer.parseInt(serves.group(1));
            state = State.RUNNING;
        }
        heard.accept(line);
    }

    /** Ends it at once (SIGKILL), and waits until it has ended. */
    public void kill() {
        signal(ProcessHandle::destroyForcibly);
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Lets it end in order (SIGTERM), and waits until it has ended; tells whether it has in time. */
    public boolean drain(Duration limit) {
        signal(handle -> {
            state = State.DRAINING;
            handle.destroy();
        });
        return awaitEnd(limit);
    }

    private void signal(Consumer<ProcessHandle> how) {
        asked = true;
        how.accept(handle().orElseThrow(() -> new UserError(name + " does not run", "start it first")));
    }

    private boolean awaitEnd(Duration limit) {
        try {
            if (!bound.process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        awaitLines();
        return Await.comesTrue(LAST_LINES, () -> state == State.STOPPED);
    }

    private void awaitLines() {
        try {
            lines.awaitEnd(LAST_LINES);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        BoundProcess last = bound;
        if (last != null) {
            last.end();
        }
    }
}
