package parts;

import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/** A program that plays a scenario with an engine, and prints what comes of it. */
public final class Caller {

    private static final Clock CLOCK = new SystemClock(false);

    private Caller() {}

    public static void main(String[] args) throws Exception {
        IO.println("seen: " + switch (args[0]) {
            case "errors" -> FaultScenarios.errors(engine(args[1]));
            case "threads" -> FaultScenarios.threads(engineWithoutThreads(args[1]));
            case "processes" -> FaultScenarios.processes(Path.of(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        });
        System.exit(0);
    }

    private static Function<Function<Peer, Protocol>, Engine> engine(String name) {
        return switch (name) {
            case "blocking" -> TestServer::blocking;
            case "thread" ->
                protocols -> new ThreadPerConnection(protocols, CLOCK, ThreadPerConnection.platformThreads());
            case "pool" -> protocols -> new WorkerThreads(protocols, CLOCK, 2);
            case "loop" -> TestServer::loop;
            case "hybrid" -> TestServer::hybrid;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Returns an engine whose first threads cannot be started. */
    private static Function<Function<Peer, Protocol>, Engine> engineWithoutThreads(String name) {
        int[] left = {FaultScenarios.LACKING};
        ThreadFactory enough = ThreadPerConnection.platformThreads();
        return switch (name) {
            case "blocking" -> protocols -> new BlockingEngine(protocols, CLOCK) {
                @Override
                Thread.Builder threads() {
                    return left[0]-- > 0 ? Thread.ofPlatform().stackSize(FaultScenarios.TOO_LARGE) : super.threads();
                }
            };
            case "thread" -> protocols -> new ThreadPerConnection(protocols, CLOCK,
                    task -> left[0]-- > 0 ? Thread.ofPlatform().stackSize(FaultScenarios.TOO_LARGE).unstarted(task)
                            : enough.newThread(task));
            case "factory" -> protocols -> new ThreadPerConnection(protocols, CLOCK, task -> {
                if (left[0]-- > 0) {
                    throw new IllegalStateException("no more threads");
                }
                return enough.newThread(task);
            });
            default -> throw new IllegalArgumentException(name);
        };
    }
}
