package grader.proofs.reference.deployment;

import grader.clients.http.Client;
import grader.clients.http.ListeningLine;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.machine.os.Commands;
import grader.machine.os.Output;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command in a PID namespace of its own, as its process 1: what a container does, as far as signals go. */
public final class PidNamespace implements AutoCloseable {

    /** A machine that does a lot else takes a minute to start a server. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** The first way that works here: as root, in a user namespace, or with bubblewrap. */
    private static final Optional<List<String>> TOOL = Stream.of(
            List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc"),
            List.of("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc"),
            List.of("bwrap", "--unshare-pid", "--as-pid-1", "--die-with-parent", "--dev-bind", "/", "/", "--proc",
                    "/proc"))
            .filter(PidNamespace::works)
            .findFirst();

    private final Process tool;
    private final Output out;
    private final Output err;

    private PidNamespace(Process tool) {
        this.tool = tool;
        out = new Output(tool.getInputStream(), "standard output");
        err = new Output(tool.getErrorStream(), "standard error");
    }

    private static boolean works(List<String> tool) {
        List<String> command = new ArrayList<>(tool);
        command.addAll(List.of("sh", "-c", "test $$ = 1"));
        return Commands.succeeds(command.toArray(String[]::new));
    }

    public static boolean isAvailable() {
        return TOOL.isPresent();
    }

    /** Starts a server of lab 11, and waits until it serves. */
    public static PidNamespace start(Path folder, List<String> command) throws IOException {
        List<String> all = new ArrayList<>(TOOL.orElseThrow());
        all.addAll(command);
        PidNamespace namespace = new PidNamespace(new ProcessBuilder(all).directory(folder.toFile()).start());
        try {
            namespace.awaitLine("lab11 phase serve");
            return namespace;
        } catch (AssertionError failure) {
            namespace.close();
            throw failure;
        }
    }

    /** Waits for a line on standard output. */
    public void awaitLine(String line) {
        if (out.await(line::equals, LIMIT).isEmpty()) {
            throw new AssertionError("no line '" + line + "': " + lines() + errors());
        }
    }

    public List<String> lines() {
        return out.lines();
    }

    public List<String> errors() {
        return err.lines();
    }

    public Client connect() {
        InetSocketAddress address =
                lines().stream().flatMap(line -> ListeningLine.address(line).stream()).findFirst().orElseThrow();
        return Client.connect(address, new Transcript(), Peer.client());
    }

    /** Process 1, as it is seen from outside. */
    public ProcessHandle first() {
        return tool.children().findFirst().orElseThrow();
    }

    /** Sends a signal to process 1, from outside. */
    public void signal(String name) {
        if (!Commands.succeeds("kill", "-" + name, String.valueOf(first().pid()))) {
            throw new AssertionError("cannot send SIG" + name);
        }
    }

    /**
     * Waits for the end of process 1 and of its output, and returns its exit code. If SIGKILL ended it, the tool makes
     * one up, not 0.
     */
    public int exitCode() throws InterruptedException {
        if (!tool.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it still runs: " + lines());
        }
        out.whole(LIMIT);
        err.whole(LIMIT);
        return tool.exitValue();
    }

    @Override
    public void close() {
        tool.descendants().forEach(ProcessHandle::destroyForcibly);
        tool.destroyForcibly();
    }
}
