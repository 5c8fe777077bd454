import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An engine with a fixed number of threads. Each serves one connection from its first byte to its last, and only then
 * takes the next one.
 *
 * <p>The number of threads limits memory and load. It also limits how many clients may be idle: an idle connection
 * keeps its thread. Page: docs/pages/lab08.adoc.
 */
final class WorkerThreads extends BlockingEngine {

    private final int count;

    /**
     * @param protocols creates the protocol for a connection from its client
     * @param count how many threads there are
     */
    WorkerThreads(Function<Peer, Protocol> protocols, Clock clock, int count) {
        super(protocols, clock);
        this.count = count;
    }

    @Override
    public int maxConnections(int limit) {
        return Math.min(limit, count);
    }

    /**
     * Starts {@link Endpoint#maxConnections} platform threads, and returns them. Each serves one connection after
     * another from the endpoint's queue, until it is interrupted. They are daemons and do not keep the process alive.
     */
    // task pool
    @Override
    List<Thread> startTakers(Endpoint endpoint) {
        throw new Todo("pool");
    }

    /** Serves one connection after another from the endpoint's queue, until this thread is interrupted. */
    // task pool
    private void work(Endpoint endpoint) {
        Todo.report("pool");
    }
}
