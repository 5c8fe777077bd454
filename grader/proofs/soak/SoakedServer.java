package grader.proofs.soak;

import grader.clients.http.ListeningLine;
import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.Compiler;
import grader.core.source.Jars;
import grader.core.source.Libraries;
import grader.core.source.Parts;
import grader.core.starter.UnwrittenTask;
import grader.machine.os.FirstLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lab 07's server, or lab 08's, in a process of its own, with a small heap. */
public final class SoakedServer implements AutoCloseable {

    private static final List<String> FLAGS = List.of("--port", "0", "--access-log", "off");
    private static final List<String> TIMEOUTS = List.of("--idle-timeout", "--request-timeout", "--write-timeout");
    private static final Duration START = Duration.ofSeconds(60);
    private static final int MOST_SAID = 10_000;
    /** Ctrl+C reaches all processes of a terminal. This one is to go on: what it leaks is measured after that. */
    private static final List<String> DEAF = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private final Lab lab;
    private final List<String> flags;
    private final boolean mine;
    private final int timeout;
    private final int backlog;
    private final Path folder;
    private final StringBuffer said = new StringBuffer();
    private Process process;
    private InetSocketAddress address;

    /**
     * @param flags more flags, such as its engine
     * @param mine the learner's, out of labs/, instead of the reference
     * @param timeout of all kinds, in milliseconds
     * @param backlog how many clients may wait in the kernel
     */
    public SoakedServer(Lab lab, List<String> flags, boolean mine, int timeout, int backlog) {
        this.lab = lab;
        this.flags = flags;
        this.mine = mine;
        this.timeout = timeout;
        this.backlog = backlog;
        try {
            this.folder = Files.createTempDirectory("soak");
        } catch (IOException error) {
            throw UserError.of(error, "making a folder for classes");
        }
    }

    /** Compiles it, and starts it. */
    public void open() throws IOException, InterruptedException {
        Compiler.compile(Parts.upTo(lab.course(), lab.number(), mine), folder, lab).ifPresent(error -> {
            throw new UserError(error.toString(), "fix it, then try again");
        });
        List<Path> classPath = new ArrayList<>(Libraries.of(lab));
        classPath.add(folder);
        List<String> command = new ArrayList<>(DEAF);
        command.addAll(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx64m", "-XX:+UseSerialGC",
                "-cp", Jars.path(classPath), lab.name()));
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("--backlog", String.valueOf(backlog)));
        TIMEOUTS.forEach(flag -> command.addAll(List.of(flag, String.valueOf(timeout))));
        Process started = new ProcessBuilder(command).start();
        synchronized (this) {
            process = started;
        }
        Thread errors = Thread.ofPlatform().daemon().start(() -> keep(started.errorReader()));
        Optional<InetSocketAddress> told = ListeningLine.address(FirstLine.of(started, ListeningLine::is, START));
        if (told.isEmpty()) {
            // Ending it would close what it has said, before it is read.
            if (!started.waitFor(1, TimeUnit.SECONDS)) {
                started.destroyForcibly().waitFor();
            }
            errors.join(TimeUnit.SECONDS.toMillis(1));
            throw unwritten().orElseGet(() -> new UserError("the server did not start" + lastWords(),
                    "./jbang " + (mine ? "labs" : "solutions") + "/" + lab.folder() + "/" + lab.name()
                            + ".java tells why"));
        }
        address = told.get();
    }

    /** What it says in the beginning; the rest only keeps the pipe from being full. */
    private void keep(BufferedReader errors) {
        try {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                if (said.length() < MOST_SAID) {
                    said.append(line).append('\n');
                }
            }
        } catch (IOException closed) {
            // the server has ended
        }
    }

    /** Whether its handlers may wait. */
    boolean mayWait() {
        return !flags.contains("loop");
    }

    public InetSocketAddress address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    boolean endsWithin(int millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** A task that is not written, if it has met one. */
    public Optional<UserError> unwritten() {
        return new UnwrittenTask(lab.course(), lab.number()).in(said.toString());
    }

    /** How it ended, in words. */
    String end() throws InterruptedException {
        return "exit code " + process.waitFor() + lastWords();
    }

    private String lastWords() {
        return said.toString().lines().findFirst().map(line -> ": " + line).orElse("");
    }

    @Override
    public void close() {
        Process running;
        synchronized (this) {
            running = process;
        }
        try {
            if (running != null) {
                running.destroy();
                if (!running.waitFor(5, TimeUnit.SECONDS)) {
                    running.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException atOnce) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            Folders.delete(folder);
        }
    }
}
