package grader.grading.server;

import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.core.console.MachineFault;
import grader.machine.os.LinuxProcess;
import grader.machine.os.Output;
import grader.machine.os.ProcessControl;
import grader.machine.os.Processes;
import grader.machine.os.ResidentMemory;
import grader.machine.os.StderrTail;
import grader.machine.os.limits.RunningProcess;
import grader.machine.os.limits.SmallLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A server under test: one process, started for one check; or a server that runs elsewhere, of which only the address
 * is known.
 */
public final class Server implements AutoCloseable {

    /** For the end of the output of a process that has ended; it comes at once, unless a child holds the pipe. */
    static final Duration LAST_LINES = Limits.PATIENCE.dividedBy(2);
    private static final int ADMIN_ATTEMPTS = 3;

    private final Transcript transcript;
    private final InetSocketAddress address;
    private final Optional<InetSocketAddress> admin;
    private final RunningProcess running;       // null: it runs elsewhere
    private final Process process;      // as well
    private final Output out;
    private final Output err;
    private final Processes processes;
    private final Queue<Client> clients = new ConcurrentLinkedQueue<>();
    private volatile boolean asked;      // to end
    private volatile boolean aborted;
    private volatile int forgotten;        // lines on standard error

    Server(Transcript transcript, InetSocketAddress address, Optional<InetSocketAddress> admin,
            RunningProcess running, Processes processes) {
        this.transcript = transcript;
        this.address = address;
        this.admin = admin;
        this.running = running;
        this.process = running == null ? null : running.process();
        this.out = running == null ? null : running.out();
        this.err = running == null ? null : running.err();
        this.processes = processes;
    }

    /** The same server, for a check with a transcript of its own. */
    public Server seenIn(Transcript other) {
        return new Server(other, address, admin, running, processes);
    }

    boolean isAlive() {
        return process == null || process.isAlive();
    }

    public InetSocketAddress address() {
        return address;
    }

    /** After {@link #abort} its port may be another server's. */
    private Client known(Supplier<Client> connecting) {
        if (aborted) {
            throw new CheckFailed("the server was ended");
        }
        Client client = connecting.get();
        clients.add(client);
        return client;
    }

    /** Connects a raw client. */
    public Client connect() {
        return known(() -> Client.connect(address, transcript, Peer.client()));
    }

    /** As `connect`, with a name in the transcript. */
    public Client connectAs(String name) {
        return known(() -> Client.connect(address, transcript, Peer.named(name)));
    }

    /** As `connect`, but the kernel keeps little of what the client has not read. */
    public Client connectSlow() {
        return known(() -> Client.connect(address, transcript, Peer.slow()));
    }

    /** As `connect`, to another host on the same port. */
    public Client connect(String host) {
        return known(() -> Client.connect(new InetSocketAddress(host, address.getPort()), transcript, Peer.client()));
    }

    /** As `connect`, from another address of this machine, which has to be one of its own (the check asks `isOurs`). */
    public Client connectFrom(String source) {
        return known(() -> Client.connect(address, transcript, Peer.client(source)));
    }

    /**
     * Connects a raw client to the admin port, which the server has to tell before it says `listening on`.
     *
     * @throws Unavailable if the server runs elsewhere, and its admin port is not known
     */
    public Client connectAdmin() {
        return Client.connect(adminAddress(), transcript, Peer.admin());
    }

    /**
     * The response of the admin port to a request, on a connection of its own. That port waits for two seconds only:
     * where this machine gave the server less, it has closed the connection, and the request is sent again.
     */
    public Answer admin(String request) {
        long begun = System.nanoTime();
        for (int attempt = 1;; attempt++) {
            try (Client client = connectAdmin()) {
                return client.send(request).answer();
            } catch (CheckFailed closed) {
                if (attempt == ADMIN_ATTEMPTS || System.nanoTime() - begun > Limits.PATIENCE.toNanos()) {
                    throw closed;
                }
            }
        }
    }

    private InetSocketAddress adminAddress() {
        if (process == null && admin.isEmpty()) {
            throw new Unavailable("the server's admin port is not known: --admin-url names it");
        }
        return admin.orElseThrow(() -> new CheckFailed(
                "expected a line 'admin on http://HOST:PORT' on standard output before 'listening on', but it did "
                        + "not come"));
    }

    /**
     * Whether this server does not listen on its port at another host. Where the system tells, another program may do
     * so.
     */
    public boolean refuses(String host) {
        return refuses(host, address, Peer.client());
    }

    /** The same for its admin port. */
    public boolean adminRefuses(String host) {
        return refuses(host, adminAddress(), Peer.admin());
    }

    private boolean refuses(String host, InetSocketAddress own, Peer peer) {
        InetSocketAddress other = new InetSocketAddress(host, own.getPort());
        try (Client _ = Client.connect(other, transcript, peer)) {
            return isSomebodyElses(other);
        } catch (CheckFailed refused) {
            return true;
        }
    }

    /** A port that was free at one address may be in use at another. */
    private boolean isSomebodyElses(InetSocketAddress other) {
        boolean foreign = process != null && process.isAlive()
                && LinuxProcess.listens(process.toHandle(), other).equals(Optional.of(false));
        if (foreign) {
            transcript.tell("there another program listens");
        }
        return foreign;
    }

    /** Waits for a line on standard output; a server elsewhere shows none. */
    public Optional<String> awaitLine(Predicate<String> fits, Duration limit) {
        return out == null ? Optional.empty() : out.await(fits, limit);
    }

    /** Waits until the access log has this line so often; tells whether it has. */
    public boolean awaitLogLine(String line, int times, Duration limit) {
        return out != null && out.await(line::equals, times, limit).isPresent();
    }

    /** What it has said on standard output so far; nothing where that cannot be read. */
    public List<String> outputLines() {
        return out == null ? List.of() : out.lines();
    }

    /** The lines of the access log so far: standard output without the announcements. */
    public List<String> logLines() {
        return out == null ? List.of()
                : out.lines().stream().filter(line -> !line.matches(".* (listening|admin) on http.*|stopped")).toList();
    }

    /**
     * Runs `steps` while no one reads standard output, so that the pipe fills; a server elsewhere goes on meanwhile.
     */
    public void whileUnread(Runnable steps) {
        if (out == null) {
            steps.run();
            return;
        }
        out.hold();
        try {
            steps.run();
        } finally {
            out.release();
        }
    }

    /** Sends a signal, such as `TERM`. */
    public void signal(String name) {
        if (!process.isAlive()) {
            throw new ControlFailed("the server had ended by itself before SIG" + name);
        }
        asked = true;
        transcript.tell("send SIG" + name);
        control().signal(name);
    }

    private ProcessControl control() {
        return new ProcessControl(process);
    }

    /** Runs `steps` while the server's process is stopped; a server elsewhere goes on meanwhile. */
    public void whileSuspended(Runnable steps) {
        if (process == null) {
            steps.run();
        } else {
            control().whileSuspended(steps);
        }
    }

    /**
     * Waits until the server has nothing left to do: what has not happened by then does not happen. A server that never
     * rests is given a while.
     *
     * @throws MachineFault if others had the processors: what has not happened by then may still happen
     */
    public void awaitIdle() {
        if (process == null) {
            return;
        }
        ProcessorUse use = new ProcessorUse();
        if (!LinuxProcess.awaitIdle(process.toHandle())) {
            use.starvation().ifPresent(busy -> {
                throw busy;
            });
        }
    }

    /** Whether it has nothing to do at this moment; false where that is not known. */
    public boolean sleeps() {
        return process != null && LinuxProcess.sleeps(process.toHandle());
    }

    /**
     * Waits until the server, which has answered this client, has closed its connection or has nothing left to do, for
     * `limit` at most. Tells whether that came; of a server elsewhere nothing is known.
     */
    public boolean awaitDone(Client client, Duration limit) {
        return process == null
                || LinuxProcess.awaitDone(process.toHandle(), client.remote(), client.local(), limit);
    }

    /** Whether the server resets a connection that it has ended: it may close it later, with bytes unread. */
    public boolean hasReset(Client client) {
        awaitDone(client, Limits.PATIENCE);
        return client.wasReset();
    }

    /** Waits for the process to end by itself. After that its output is complete. */
    public void expectExit(Duration limit) {
        if (!exitsWithin(limit)) {
            transcript.tell("the server still runs after " + limit.toMillis() + " ms");
            throw new CheckFailed("expected the server to end, but it still runs after " + limit.toMillis() + " ms");
        }
        out.whole(LAST_LINES);
        err.whole(LAST_LINES);
    }

    /** The same, with this exit code. */
    public void expectExit(Duration limit, int code) {
        expectExit(limit);
        transcript.tell("the server has ended with exit code " + process.exitValue());
        if (process.exitValue() != code) {
            throw new CheckFailed("expected exit code " + code + ", got " + process.exitValue());
        }
    }

    boolean exitsWithin(Duration limit) {
        return control().exitsWithin(limit);
    }

    /**
     * How many connections the kernel has completed and the server has not accepted; empty where the system does not
     * tell.
     *
     * @throws CheckFailed if it does not listen any more
     */
    public OptionalInt waiting() {
        if (process == null || !LinuxProcess.tells()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(LinuxProcess.waiting(process.toHandle(), address)
                .orElseThrow(
                        () -> new CheckFailed("expected the server to listen still, but it does not listen any more")));
    }

    /**
     * The CPU time that its process, and those it has started, have used so far, by all of their threads; empty where
     * the system does not tell.
     */
    public Optional<Duration> cpu() {
        return process == null ? Optional.empty() : LinuxProcess.cpu(process.toHandle());
    }

    /** Where it computes without end, although nothing is asked of it; empty words where the line is not known. */
    public Optional<String> endlessLoop() {
        return process == null ? Optional.empty() : EndlessLoop.in(process, out);
    }

    /**
     * Lowers the number of descriptors that the running process may have open; false where there is no tool for that.
     */
    public boolean limitDescriptors(int most) {
        return limit(SmallLimits.ofDescriptors(most));
    }

    /** Sets limits of the running process, and of those it has started; false if that failed. */
    public boolean limit(SmallLimits limits) {
        return process != null && limits.applyTo(process.toHandle());
    }

    /**
     * How many descriptors its process, and those it has started, have open. Linux only: see
     * {@link LinuxProcess#descriptors}.
     */
    public int descriptors() {
        return LinuxProcess.descriptors(process.toHandle());
    }

    /**
     * How many sockets its process, and those it has started, have open, whatever else its runtime opens. Linux only.
     */
    public int sockets() {
        return LinuxProcess.sockets(process.toHandle());
    }

    /**
     * How many threads of the kernel its process, and those it has started, have; empty where the system does not tell.
     */
    public OptionalInt threads() {
        return process == null ? OptionalInt.empty() : LinuxProcess.threads(process.toHandle());
    }

    /** How many processes it has: its own, and those that it has started, directly or not. */
    public int processes() {
        return LinuxProcess.tree(process.toHandle()).size();
    }

    /**
     * How often the threads of its process, and of those it has started, have waited and woken up; empty where the
     * system does not tell.
     */
    public OptionalLong wakeups() {
        return process == null ? OptionalLong.empty() : LinuxProcess.wakeups(process.toHandle());
    }

    /**
     * How many bytes of memory its process, and those it has started, have at the moment; empty where the system does
     * not tell.
     */
    public OptionalLong rss() {
        return process == null ? OptionalLong.empty() : ResidentMemory.of(process.toHandle());
    }

    /**
     * Waits until the server, which has read from this client, has no end of its connection any more; tells whether
     * that came. Empty where the system does not tell.
     */
    public Optional<Boolean> awaitGone(Client client, Duration limit) {
        return process == null || !LinuxProcess.tells() ? Optional.empty()
                : Optional.of(LinuxProcess.awaitGone(client.remote(), client.local(), limit));
    }

    /**
     * Waits until the server has taken from the kernel all that `client` sent it, sleeps and will not, or for a while
     * where that cannot be seen; tells whether it has.
     */
    public boolean awaitRead(Client client) {
        return LinuxProcess.awaitRead(client.remote(), client.local(), process);
    }

    /** Waits for a line on standard error; a server elsewhere shows none. */
    public Optional<String> awaitErrorLine(Predicate<String> fits, Duration limit) {
        return err == null ? Optional.empty() : err.await(fits, limit);
    }

    /** What it has said on standard error so far; nothing where that cannot be read. */
    public List<String> errorLines() {
        return err == null ? List.of() : err.lines();
    }

    /** The end of what it has said on standard error, since {@link #forgetWords}. */
    public List<String> lastWords() {
        List<String> all = errorLines();
        return StderrTail.of(all.subList(Math.min(forgotten, all.size()), all.size()));
    }

    /** What it has said so far has nothing to do with what fails later. */
    public void forgetWords() {
        forgotten = errorLines().size();
    }

    /** Notes in the transcript if a connection waits in the kernel's queue because the server has not accepted it. */
    public void tellIfQueued() {
        if (process != null && LinuxProcess.waiting(process.toHandle(), address).orElse(0) > 0) {
            transcript.tell("the connection still waits in the kernel's queue: the server has not accepted it");
        }
    }

    /** Whether it has ended without being asked to. */
    public boolean hasEnded() {
        return process != null && !asked && !process.isAlive();
    }

    /** Why the grader has ended it, as `it used …`: it was too much for the machine. Empty if that is not so. */
    public Optional<String> overLimit() {
        return running == null ? Optional.empty() : running.overLimit();
    }

    /** Whether the kernel has ended it because memory ran out. */
    public Optional<MachineFault> outOfMemory() {
        return running == null || asked ? Optional.empty() : running.outOfMemory();
    }

    /** Notes in the transcript if it has. */
    public void tellIfEnded() {
        Optional<String> used = overLimit();
        if (used.isPresent()) {
            transcript.tell("the grader has ended the server, because " + used.get());
        } else if (hasEnded()) {
            transcript.tell("by now the server has ended by itself, with exit code " + process.exitValue());
        }
    }

    /** Ends whatever waits for this server: the server itself if it runs here, and all connections to it. */
    public void abort() {
        aborted = true;
        asked = true;
        close();
        clients.forEach(Client::close);
    }

    @Override
    public void close() {
        if (process != null) {
            processes.kill(process);
        }
    }
}
