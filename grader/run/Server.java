package grader.run;

import grader.wire.CheckFailed;
import grader.wire.Client;
import grader.wire.Transcript;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A server under test: one process, started for one check; or one that runs elsewhere, of which only the address is known. */
public final class Server implements AutoCloseable {

    private final Transcript transcript;
    private final InetSocketAddress address;
    private final Process process;      // null: it runs elsewhere
    private final Output out;
    private final Output err;
    private final Processes processes;
    private int clients;

    Server(Transcript transcript, InetSocketAddress address, Process process, Output out, Output err, Processes processes) {
        this.transcript = transcript;
        this.address = address;
        this.process = process;
        this.out = out;
        this.err = err;
        this.processes = processes;
    }

    public InetSocketAddress address() {
        return address;
    }

    /** Connects a raw client. From the second on they are numbered in the transcript. */
    public Client connect() {
        clients++;
        return Client.connect(address, transcript, clients == 1 ? "" : "client " + clients + ": ");
    }

    /** As `connect`, to another host on the same port. */
    public Client connect(String host) {
        clients++;
        return Client.connect(new InetSocketAddress(host, address.getPort()), transcript, "");
    }

    /** Whether nobody listens on this server's port at another host. */
    public boolean refuses(String host) {
        try (Client client = connect(host)) {
            return false;
        } catch (CheckFailed refused) {
            return true;
        }
    }

    /** Waits for a line on standard output, behind the `listening on` line. */
    public Optional<String> awaitLine(Predicate<String> fits) {
        return out.await(fits, Limits.PATIENCE);
    }

    /** The lines of the access log so far: standard output without the announcements. */
    public List<String> logLines() {
        return out.lines().stream().filter(line -> !line.contains(" listening on http") && !line.equals("stopped")).toList();
    }

    /** Sends a signal, such as `TERM`. */
    public void signal(String name) {
        if (!process.isAlive()) {
            throw new Rig.ControlFailed("the server had ended by itself before SIG" + name);
        }
        transcript.tell("send SIG" + name);
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException | InterruptedException error) {
            throw new IllegalStateException("cannot send SIG" + name + ": " + error.getMessage());
        }
    }

    /** Waits for the process to end by itself. */
    public void expectExit(Duration limit) {
        if (!exitsWithin(limit)) {
            transcript.tell("the server still runs after " + limit.toMillis() + " ms");
            throw new CheckFailed("expected the server to end, but it still runs after " + limit.toMillis() + " ms");
        }
    }

    boolean exitsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many descriptors the server's process has open. Linux only: see {@link Kernel#descriptors}. */
    public int descriptors() {
        return Kernel.descriptors(process.pid());
    }

    /** Returns when the server has taken from the kernel all that `client` sent it, or after a while where that cannot be seen. */
    public void awaitRead(Client client) {
        Kernel.awaitRead(address.getPort(), client.localPort());
    }

    List<String> saidOnError() {
        if (err == null) {
            return List.of();
        }
        List<String> lines = err.lines();
        return lines.subList(Math.max(0, lines.size() - 12), lines.size());
    }

    boolean isAlive() {
        return process == null || process.isAlive();
    }

    @Override
    public void close() {
        if (process != null) {
            processes.kill(process);
        }
    }
}
