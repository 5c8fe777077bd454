package grader.bench.server;

import grader.bench.load.IdleConnections;
import grader.bench.load.Load;
import grader.bench.load.Probe;
import grader.bench.load.Scenario;
import grader.bench.load.Tally;
import grader.core.console.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The load on an engine.
 *
 * @param kept connections that send one request after another
 * @param slow connections whose requests have a slow handler
 * @param idle connections that send one request, and then nothing
 * @param millis how long each load is
 */
record EngineLoad(int kept, int slow, int idle, int millis) {

    /** Requests per second of each of the connections with a slow handler. */
    static final int SLOW_RATE = 4;
    /** Connections may come all at once: that is a matter of lab 02. */
    private static final List<String> FLAGS = List.of("--backlog", "4096");
    private static final int FEW = 4;
    private static final int FEW_IDLE = 10;
    private static final Duration SETTLES = Duration.ofSeconds(5);
    /** CPU time that a server takes before it is measured: by the clock, a busy machine would leave it cold. */
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(4);

    /** The load on `engine`. Each connection of the engine process is a JVM, so it gets fewer of them. */
    static EngineLoad on(Contender engine, int idle, int millis) {
        return engine == Contender.PROCESS ? new EngineLoad(FEW, FEW, Math.min(FEW_IDLE, idle), millis)
                : new EngineLoad(Scenario.S1.connections, Scenario.S8.connections, idle, millis);
    }

    /**
     * Measures one engine in a process of its own.
     *
     * @param say is told what is measured now
     * @throws UserError if it does not start, or serves no connection
     */
    EngineFigures measure(Contender engine, Program program, Cpus cpus, Workplace place, Consumer<String> say) {
        Program lean = program.withOption(StartupAndMemory.LITTLE_GARBAGE).withFlags(FLAGS);
        try (Running server = new Running(engine.toString(), lean, cpus, place)) {
            say.accept("requests per second");
            double rate = rate(server);
            say.accept("idle connections");
            EngineFigures.Idle held = idle(server);
            say.accept("a slow handler");
            return new EngineFigures(rate, held, slow(server));
        }
    }

    private double rate(Running server) {
        try (Load load = new Load(server.address(), Scenario.S1, kept)) {
            Duration warm = server.cpu().plus(WARM_UP);
            load.closed(LONGEST_WARM_UP.toNanos(), () -> server.cpu().compareTo(warm) >= 0);
            return load.closed(nanos(), () -> false).rate();
        }
    }

    private EngineFigures.Idle idle(Running server) {
        double resident = server.rss();
        double heap = server.liveHeap();
        try (IdleConnections crowd = IdleConnections.upTo(server.address(), idle)) {
            int held = crowd.kept();
            double connections = held == 0 ? Double.NaN : held;
            return new EngineFigures.Idle(held, (server.rss() - resident) / connections,
                    (server.liveHeap() - heap) / connections);
        } catch (IOException error) {
            throw UserError.of(error, "looking at idle connections");
        }
    }

    /** At a given rate, so that a response which waits for others counts with its time. */
    private Optional<OpenLoop> slow(Running server) {
        int rate = SLOW_RATE * slow;
        try {
            Probe.awaitAnswer(server.address(), SETTLES, () -> true);       // by then the idle connections are over
        } catch (IOException stuck) {
            return Optional.empty();
        }
        try (Load load = new Load(server.address(), Scenario.S8, slow)) {
            Tally tally = load.paced(nanos(), rate);
            OpenLoop times = new OpenLoop(rate);
            times.add(tally);
            return Optional.of(times);
        } catch (UserError few) {
            return Optional.empty();
        }
    }

    private long nanos() {
        return Duration.ofMillis(millis).toNanos();
    }
}
