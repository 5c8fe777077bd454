package grader.grading.server;

import grader.clients.http.Limits;
import grader.clients.http.ListeningLine;
import grader.clients.http.Transcript;
import grader.core.console.UserError;
import grader.machine.database.DriverJar;
import grader.machine.interleaving.Interleaving;
import grader.machine.os.Isolation;
import grader.machine.os.LinuxProcess;
import grader.machine.os.Output;
import grader.machine.os.Processes;
import grader.machine.os.Sandbox;
import grader.machine.os.limits.RunningProcess;
import grader.machine.os.limits.ServerWatch;
import grader.machine.os.limits.SmallLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Starts servers: each in a folder of its own, and waits for the line that says where it listens. */
public final class ServerLauncher {

    private final Program program;
    private final Path work;
    private final Processes processes;
    private final Map<String, String> variables;
    private final SmallLimits limits;
    private final AtomicInteger count;
    private final Starts starts;
    private final ServerWatch watch;

    public ServerLauncher(Program program, Path work, Processes processes) {
        this.program = program;
        this.work = work;
        this.processes = processes;
        this.variables = Map.of();
        this.limits = SmallLimits.USUAL;
        this.count = new AtomicInteger();
        this.starts = new Starts();
        this.watch = new ServerWatch(processes, work);
    }

    private ServerLauncher(ServerLauncher other, Program program, Map<String, String> variables, SmallLimits limits) {
        this.program = program;
        this.work = other.work;
        this.processes = other.processes;
        this.variables = variables;
        this.limits = limits;
        this.count = other.count;
        this.starts = other.starts;
        this.watch = other.watch;
    }

    /** The same launcher, whose servers have one more environment variable. */
    public ServerLauncher with(String name, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put(name, value);
        return new ServerLauncher(this, program, more, limits);
    }

    /** The same launcher, whose servers have these limits in place of others. */
    public ServerLauncher with(SmallLimits others) {
        return new ServerLauncher(this, program, variables, others);
    }

    /** The same launcher, whose servers are another program. */
    public ServerLauncher of(Program other) {
        return new ServerLauncher(this, other, variables, limits);
    }

    /** The same launcher, whose servers have classes that can be held between two steps. */
    public ServerLauncher interleaved(Interleaving interleaving, Set<String> classes) {
        if (!(program instanceof Program.Classes own)) {
            throw new Unavailable("only a Java server that the grader compiles can be held between two steps");
        }
        try {
            Path folder = Files.createTempDirectory(work, "interleaved-");
            return new ServerLauncher(this, own.interleaved(interleaving, classes, folder), variables, limits);
        } catch (IOException error) {
            throw UserError.of(error, "writing classes into a temporary folder");
        }
    }

    /**
     * Starts a server and waits for its `listening on` line.
     *
     * @throws NotStarted if it ends before, says nothing in time, or names a port that is not its own
     */
    public Server start(Transcript transcript, List<String> flags) {
        return start(transcript, flags, Heap.USUAL);
    }

    /** As `start`, with so much memory, if it is in Java. */
    public Server start(Transcript transcript, List<String> flags, Heap heap) {
        if (program instanceof Program.Url url) {
            return new Server(transcript, url.address(), url.admin(), null, processes);
        }
        tellStart(transcript, flags);
        starts.begin();
        try (StartPermits.Turn turn = StartPermits.take()) {
            return start(transcript, flags, heap, turn);
        }
    }

    /**
     * Starts a server and waits for its `admin on` line only: it does not listen for clients yet, and may be told not
     * to.
     *
     * @throws NotStarted if it ends before, or says nothing in time
     */
    public Server begin(Transcript transcript, List<String> flags) {
        tellStart(transcript, flags);
        RunningProcess running = launch(flags, Heap.USUAL);
        if (running.out().await(line -> ListeningLine.adminUrl(line).isPresent(), Limits.START).isEmpty()) {
            throw notThere(transcript, running, Heap.USUAL, "admin on http://HOST:PORT");
        }
        return new Server(transcript, null, admin(running.out()), running, processes);
    }

    private void tellStart(Transcript transcript, List<String> flags) {
        variables.forEach((name, value) -> transcript.tell("with " + name + "=" + quoted(value)));
        if (limits.descriptors() > 0) {
            transcript.tell("with " + limits.descriptors() + " descriptors (ulimit -n)");
        }
        if (limits.fileBytes() > 0) {
            transcript.tell("with files of at most " + limits.fileBytes() + " bytes, as on a full disk");
        }
        tell(transcript, flags);
    }

    /** Whether the driver for watched databases is in the servers' class path. */
    public boolean hasDriver() {
        return program instanceof Program.Classes classes && classes.classPath().contains(DriverJar.path());
    }

    /** Where a grading's files are, as long as it lasts. */
    public Path folder() {
        return work;
    }

    /**
     * So begins what a transcript tells of a server: with flags that a shell takes, on several lines if they are many.
     */
    public static void tell(Transcript transcript, List<String> flags) {
        String line = "start with " + flags.stream().map(ServerLauncher::quoted).collect(Collectors.joining(" "));
        transcript.tell(line.replaceAll("(?=.{100})(.{1,90}) (?=--)", "$1\n  "));
    }

    private static String quoted(String flag) {
        return flag.matches("[A-Za-z0-9_./:=,@-]+") ? flag : "'" + flag.replace("'", "'\\''") + "'";
    }

    private Server start(Transcript transcript, List<String> flags, Heap heap, StartPermits.Turn turn) {
        RunningProcess running = launch(flags, heap);
        Process process = running.process();
        Output out = running.out();
        Optional<String> line = out.await(ListeningLine::is, StartPermits.LONG).or(() -> {
            turn.close();
            return out.await(ListeningLine::is, Limits.START.minus(StartPermits.LONG));
        });
        if (line.isEmpty()) {
            throw notThere(transcript, running, heap, "listening on http://HOST:PORT");
        }
        Server server = new Server(transcript, address(line.get(), ListeningLine.url(line.get()).orElseThrow()),
                admin(out), running, processes);
        if (LinuxProcess.listens(process.toHandle(), server.address()).equals(Optional.of(false))
                && process.isAlive()) {
            server.close();
            throw new NotStarted("it said '" + line.get() + "', but does not itself listen on that port");
        }
        starts.succeed();
        return server;
    }

    /** Whether servers were to start, and none of them has. */
    public boolean isInVain() {
        return starts.areInVain();
    }

    /** The admin port, if a line before `listening on` has told it. */
    private static Optional<InetSocketAddress> admin(Output out) {
        return out.lines()
                .stream()
                .takeWhile(line -> !ListeningLine.is(line))
                .filter(line -> ListeningLine.adminUrl(line).isPresent())
                .findFirst()
                .map(line -> address(line, ListeningLine.adminUrl(line).orElseThrow()));
    }

    /** Starts a program that is expected to end by itself. */
    public ExitedProcess runToEnd(Transcript transcript, List<String> flags) {
        tellStart(transcript, flags);
        RunningProcess running = launch(flags, Heap.USUAL);
        Server server = new Server(transcript, null, Optional.empty(), running, processes);
        try (server) {
            boolean ended = server.exitsWithin(Limits.START.plus(Limits.STOP));
            return new ExitedProcess(ended ? running.process().exitValue() : -1,
                    running.out().whole(Server.LAST_LINES), running.err().whole(Server.LAST_LINES), transcript);
        }
    }

    /**
     * Starts a server without flags of the lab, uses it, and ends it by a signal.
     *
     * @return the folder that it ran in; empty if it does not start, or end, in time
     */
    Optional<Path> rehearse(Consumer<InetSocketAddress> use, Duration limit) {
        RunningProcess running = launch(List.of("--host", "127.0.0.1", "--port", "0"), Heap.USUAL);
        Optional<InetSocketAddress> address =
                running.out().await(ListeningLine::is, limit).flatMap(ListeningLine::address);
        try (Server server = new Server(new Transcript(), null, Optional.empty(), running, processes)) {
            if (address.isEmpty()) {
                return Optional.empty();
            }
            use.accept(address.get());
            server.signal("TERM");
            return server.exitsWithin(limit) ? Optional.of(work.resolve("run-" + count.get())) : Optional.empty();
        } catch (ControlFailed ended) {
            return Optional.empty();
        }
    }

    private RunningProcess launch(List<String> flags, Heap heap) {
        try {
            if (program instanceof Program.Classes classes) {
                LabRuntime.check(classes.java());
            }
            Path folder = Files.createDirectories(work.resolve("run-" + count.incrementAndGet()));
            boolean sandboxed = Sandbox.isEntered() && program instanceof Program.Classes;
            List<String> command = switch (program) {
                case Program.Classes classes -> sandboxed
                        ? Sandbox.around(new Sandbox.View(classes.files(), work, folder), classes.command(flags, heap))
                        : classes.command(flags, heap);
                case Program.Command own -> own.command(flags);
                case Program.Url url -> throw new IllegalStateException("a server elsewhere is not started");
            };
            boolean own = program instanceof Program.Command;
            ProcessBuilder builder = new ProcessBuilder(Isolation.around(limits.around(command)));
            builder.directory((own ? here() : folder).toFile());
            builder.environment().clear();
            builder.environment().putAll(Isolation.environment(folder, processes.tag(), own));
            builder.environment().putAll(variables);
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            return RunningProcess.of(sandboxed ? processes.startSandboxed(builder) : processes.start(builder), watch);
        } catch (IOException error) {
            throw UserError.of(error, "starting the server");
        }
    }

    /** Where a command of the user's runs. */
    private static Path here() {
        return Path.of("").toAbsolutePath();
    }

    /** @param line that it should have printed */
    private NotStarted notThere(Transcript transcript, RunningProcess running, Heap heap, String line) {
        Process process = running.process();
        boolean alive = !ended(process);
        String what = running.overLimit()
                .map(used -> "it was ended by the grader, because " + used)
                .orElseGet(() -> alive
                        ? "it did not print a line '" + line + "' within " + Limits.START.toSeconds() + " s"
                        : "it ended with exit code " + process.exitValue() + " before it printed '" + line + "'");
        List<String> said =
                new ArrayList<>(alive ? running.err().lines() : running.err().whole(Server.LAST_LINES));
        long computed = alive ? LinuxProcess.cpu(process.toHandle()).orElse(Duration.ZERO).toSeconds() : 0;
        processes.kill(process);
        if (!alive && running.overLimit().isEmpty()) {
            running.outOfMemory().ifPresent(fault -> {
                throw fault;
            });
            starts.checkMachine(program, heap, said, work);
        }
        if (program instanceof Program.Command own && !alive && List.of(126, 127).contains(process.exitValue())) {
            throw CommandErrors.notRun(own, said, here());
        }
        transcript.tell("the server " + what.replaceFirst("^it ", ""));
        List<String> printed = running.out().lines();
        printed.stream().limit(8).forEach(words -> transcript.tell("it printed: " + words));
        said.stream().limit(8).forEach(words -> transcript.tell("it said: " + words));
        return new NotStarted("the server did not start: " + what
                + (alive ? MissingLine.ofRunning(printed, said, computed) : MissingLine.ofEnded(said)));
    }

    /** Standard output has ended: a moment later the process has, too, unless it only closed its output. */
    private static boolean ended(Process process) {
        try {
            return process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static InetSocketAddress address(String line, String url) {
        try {
            URI uri = URI.create(url);
            String host = uri.getHost().replaceAll("[\\[\\]]", "");
            InetSocketAddress address = new InetSocketAddress(switch (host) {
                case "0.0.0.0" -> "127.0.0.1";
                case "::", "0:0:0:0:0:0:0:0" -> "::1";
                default -> host;
            }, uri.getPort());
            if (!address.isUnresolved() && NetworkInterface.getByInetAddress(address.getAddress()) != null
                    || "127.".equals(host.substring(0, Math.min(4, host.length())))) {
                return address;
            }
        } catch (IllegalArgumentException | NullPointerException | SocketException wrong) {
            // told below
        }
        throw new NotStarted("it said '" + line + "', which is no address of this machine: expected http://HOST:PORT");
    }
}
