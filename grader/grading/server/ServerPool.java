package grader.grading.server;

import grader.clients.upstream.Upstream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Servers that a check has used and passed, for the next one with the same flags: starting them is most of the work.
 *
 * <p>No verdict hangs on that: what does not pass on a used server is tried again on a fresh one, and only that counts.
 */
public final class ServerPool implements AutoCloseable {

    /**
     * About as long as a server takes to start: up to this, it pays to wait for a server in use, if each processor has
     * one.
     */
    private static final Duration WORTH = Duration.ofMillis(150);

    /**
     * The servers with the same flags: those that wait for a check, and how many checks have one or are about to start
     * one.
     */
    private static final class Shelf {
        final Deque<Server> idle = new ArrayDeque<>();
        int loans;

        boolean isWorthWaiting() {
            return idle.isEmpty() && loans >= Runtime.getRuntime().availableProcessors();
        }
    }

    private final Map<List<String>, Shelf> shelves = new HashMap<>();
    /** A lock of its own: to start the service takes a second, in which checks still borrow and return servers. */
    private final Object starting = new Object();
    private Upstream upstream;      // null until a check asks

    /** Borrows a server that other checks have used; if there is none, the caller has to start one. */
    public synchronized Optional<Server> take(List<String> flags) {
        Shelf shelf = shelf(flags);
        awaitOne(shelf);
        Optional<Server> alive = Optional.empty();
        while (alive.isEmpty() && !shelf.idle.isEmpty()) {
            alive = Optional.of(shelf.idle.pop()).filter(Server::isAlive);
        }
        shelf.loans++;
        return alive;
    }

    private void awaitOne(Shelf shelf) {
        long deadline = System.nanoTime() + WORTH.toNanos();
        try {
            for (long left = WORTH.toNanos(); shelf.isWorthWaiting() && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    public synchronized void release(List<String> flags, Server server) {
        shelf(flags).idle.push(server);
    }

    /** Ends what {@link #take} began, whether the server was returned or not. */
    public synchronized void end(List<String> flags) {
        shelf(flags).loans--;
        notifyAll();
    }

    /**
     * The one upstream service for all checks of a grading: checks can share a server only if it calls the same
     * upstream for each.
     */
    public Upstream upstream() {
        synchronized (starting) {
            if (upstream == null) {
                upstream = Upstream.take();
            }
            return upstream;
        }
    }

    private Shelf shelf(List<String> flags) {
        return shelves.computeIfAbsent(flags, ignored -> new Shelf());
    }

    @Override
    public void close() {
        synchronized (this) {
            shelves.values().forEach(shelf -> shelf.idle.forEach(Server::close));
            shelves.clear();
        }
        synchronized (starting) {
            if (upstream != null) {
                upstream.close();
            }
        }
    }
}
