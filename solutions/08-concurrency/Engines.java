import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The engines of this lab. They serve the same protocol, and differ in who waits for the clients. */
enum Engines {
    THREAD, POOL, VIRTUAL, LOOP, HYBRID, PROCESS,
    /** What a child of PROCESS runs. */
    STDIO;

    static Flags flags(Flags flags) {
        return flags
                .with("engine", "thread", "who serves connections: thread, pool, virtual, loop, hybrid or process",
                        (text, number) -> of(text))
                .withNumber("pool", 200, 1, 10_000, "how many threads the engine pool has")
                .withNumber("children", 20, 1, 10_000, "how many processes the engine process may have")
                .withNumber("workers", 10_000, 1, 1_000_000, "how many connections are served at the same time");
    }

    /**
     * Runs a server with the engine that the flags name, or serves one connection as a child of PROCESS.
     *
     * @param args the command line of this server
     * @param routes what it serves
     */
    static void run(Flags flags, String[] args, Callable<List<Route>> routes) throws Exception {
        runApplication(flags, args, () -> new Application(flags, routes.call()));
    }

    /** Does the same for another application, which is opened when standard output is no longer the client's. */
    static void runApplication(Flags flags, String[] args, Callable<Application> opener) throws Exception {
        runApplication(flags, args, opener, UnaryOperator.identity());
    }

    /**
     * Does the same with other protocols.
     *
     * @param around from what creates the protocol of a connection to what creates the protocol around that
     */
    static void runApplication(Flags flags, String[] args, Callable<Application> opener,
            UnaryOperator<Function<Peer, Protocol>> around) throws Exception {
        Engines engine = of(flags.text("engine"));
        InputStream in = System.in;
        OutputStream out = System.out;
        if (engine == STDIO) {
            System.setOut(System.err);      // Standard output is the client's.
        }
        Application application = opener.call();
        Function<Peer, Protocol> protocols = around.apply(application::connect);
        if (engine == STDIO) {
            new StdioConnection(protocols.apply(ProcessPerConnection.client()), application.clock(), in, out).run();
        } else {
            Server.run(flags, engine.create(protocols, application.clock(), flags, args));
        }
    }

    /** @throws UsageException if there is no such engine */
    static Engines of(String text) {
        for (Engines engine : values()) {
            if (engine.name().toLowerCase(Locale.ROOT).equals(text)) {
                return engine;
            }
        }
        throw new UsageException("--engine " + text + ": give thread, pool, virtual, loop, hybrid or process");
    }

    /** Returns whether this program is a child of PROCESS. */
    static boolean isChild(String[] args) {
        return args.length > 0 && args[args.length - 1].equals("stdio");
    }

    /**
     * Creates the engine.
     *
     * @param protocols creates the protocol for a connection from its client
     * @param args the command line of this server, which a child of PROCESS gets, too
     */
    Engine create(Function<Peer, Protocol> protocols, Clock clock, Flags flags, String[] args)
            throws IOException {
        if (this == VIRTUAL || this == HYBRID) {
            VirtualThreads.prepare();
        }
        return switch (this) {
            case THREAD -> new ThreadPerConnection(protocols, clock, ThreadPerConnection.platformThreads());
            case POOL -> new WorkerThreads(protocols, clock, flags.number("pool"));
            case VIRTUAL -> new ThreadPerConnection(protocols, clock, ThreadPerConnection.virtualThreads());
            case LOOP -> new EventLoop(protocols, clock, Thread.ofPlatform().daemon(), LoopDriver::workHere);
            // The loop shares its platform threads with the handlers, so no kernel switches between them. The price:
            // handlers that compute without ever waiting hold up the loop, if there are as many as processors.
            case HYBRID -> new EventLoop(protocols, clock, Thread.ofVirtual(), LoopDriver::handOver);
            case PROCESS -> new ProcessPerConnection(protocols, clock, childCommand(args), flags.number("children"));
            case STDIO -> throw new IllegalStateException("a child has no engine");
        };
    }

    /** Returns the command that starts this program again, as a child: warnings of its JVM are not for the client. */
    private static List<String> childCommand(String[] args) {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx64m",
                "-Xlog:disable", "-Xlog:all=warning:stderr", "-XX:+DisplayVMOutputToStderr",
                "-cp", System.getProperty("java.class.path"), Launcher.labName()));
        command.addAll(List.of(args));
        command.addAll(List.of("--engine", "stdio"));       // The last one counts.
        return command;
    }
}
