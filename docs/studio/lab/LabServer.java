package docs.studio.lab;

import docs.studio.process.BoundProcess;
import docs.studio.process.Changes;
import docs.studio.process.PrintedLines;
import grader.core.console.UserError;
import grader.core.course.Lab;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The learner's own server, run as in the terminal: `./jbang lab03 --port 0`. There is one at a time. */
final class LabServer implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("lab\\d\\d listening on (https?://\\S+?:(\\d+)\\S*)");
    private static final Pattern ADMIN = Pattern.compile("lab\\d\\d admin on https?://\\S+?:(\\d+)");
    private static final Duration LAST_LINES = Duration.ofSeconds(1);

    /**
     * How it is.
     *
     * @param state `starting`: JBang compiles; `running`: it listens; or `stopped`
     * @param lab of the last server that was started; null if none was
     * @param port null unless it listens
     * @param exit the code of the last server that stopped; null if there is none
     */
    record State(String state, String lab, Integer port, String url, Integer exit) {}

    /** One server. */
    private record Running(String lab, BoundProcess process, CompletableFuture<Void> ended) {}

    private final Changes changes;
    private volatile State state = new State("stopped", null, null, null, null);
    private volatile int adminPort;
    private volatile PrintedLines log;
    private volatile IntConsumer port = ignored -> {};
    private volatile Map<String, String> started = Map.of();    // its files at its start, name to hash
    private Running running;        // null: none was started
    private volatile boolean closed;
    private final ExecutorService turns =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("the lab's server").factory());

    /** @param changes told of each change of the state, and of each line */
    LabServer(Changes changes) {
        this.changes = changes;
    }

    /** @param listener told at each change where it listens; 0: nowhere */
    void tellPort(IntConsumer listener) {
        port = listener;
    }

    State state() {
        return state;
    }

    /** Where it listens; 0: nowhere. */
    int port() {
        Integer now = state.port();
        return now == null ? 0 : now;
    }

    /** Where its admin pages are; 0: nowhere. */
    int adminPort() {
        return adminPort;
    }

    /** What the last server has printed; null if there was none. */
    PrintedLines log() {
        return log;
    }

    /** Whether a lab's server listens that was started from other files than these. @param files name to hash */
    boolean isOutdated(Lab lab, Map<String, String> files) {
        State now = state;
        return now.state().equals("running") && lab.name().equals(now.lab()) && !files.equals(started);
    }

    /** Starts a lab's server when the last one has ended. Returns at once, as that may take 15 seconds. */
    void start(Lab lab, List<String> flags) {
        turns.execute(() -> startAfterLast(lab, flags));
    }

    private synchronized void startAfterLast(Lab lab, List<String> flags) {
        end();
        if (closed) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("./jbang", lab.name()));
        command.addAll(flags);
        started = LabFiles.hashes(lab);
        become(new State("starting", lab.name(), null, null, null));
        BoundProcess process;
        try {
            process = BoundProcess.start(command, lab.course().root());
        } catch (UserError problem) {
            log = new PrintedLines(new ByteArrayInputStream(problem.line().getBytes(StandardCharsets.UTF_8)),
                    line -> changes.happened());
            become(new State("stopped", lab.name(), null, null, null));
            return;
        }
        PrintedLines lines = new PrintedLines(process.process().getInputStream(), this::printed);
        log = lines;
        running = new Running(lab.name(), process,
                process.process().onExit().thenAccept(gone -> ended(lab, lines, gone.exitValue())));
    }

    private void printed(String line) {
        Matcher listening = LISTENING.matcher(line);
        Matcher admin = ADMIN.matcher(line);
        if (state.state().equals("starting") && admin.find()) {
            adminPort = Integer.parseInt(admin.group(1));
        }
        if (state.state().equals("starting") && listening.find()) {
            become(new State("running", state.lab(), Integer.valueOf(listening.group(2)), listening.group(1), null));
        }
        changes.happened();
    }

    private void ended(Lab lab, PrintedLines lines, int exit) {
        try {
            lines.awaitEnd(LAST_LINES);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        become(new State("stopped", lab.name(), null, null, exit));
    }

    private void become(State fresh) {
        state = fresh;
        if (fresh.state().equals("starting")) {
            adminPort = 0;
        }
        port.accept(fresh.port() == null ? 0 : fresh.port());
        changes.happened();
    }

    /** Stops the server if one runs, and all that it has started. Returns at once. */
    void stop() {
        turns.execute(this::end);
    }

    private synchronized void end() {
        if (running != null) {
            running.process().end();
            running.ended().join();
        }
    }

    /** Ends the server, and waits. */
    @Override
    public void close() {
        closed = true;
        end();
        turns.shutdown();
    }
}
