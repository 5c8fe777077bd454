import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * A bounded queue between the acceptor and the workers: first come, first served.
 *
 * <p>Several threads use it at the same time, so both of its parts are thread-safe. `permits` holds a permit for each
 * connection that may be inside the server, in the queue or with a worker. `queue` holds the connections that wait.
 * Page: docs/pages/lab02.adoc.
 */
final class AcceptQueue {

    private final Semaphore permits;
    private final BlockingQueue<AcceptedSocket> queue = new LinkedBlockingQueue<>();

    /** @param capacity how many may wait while every worker is busy; 0 is allowed */
    AcceptQueue(int workers, int capacity) {
        this.permits = new Semaphore(workers + capacity);
    }

    /** Adds a connection if there is room; otherwise returns false. Returns immediately. Called by the acceptor. */
    // task hand-off
    boolean offer(AcceptedSocket connection) {
        return permits.tryAcquire() && queue.add(connection);
    }

    /** Adds a connection, waiting for room if necessary. Called by the acceptor. */
    // task hand-off
    void put(AcceptedSocket connection) throws InterruptedException {
        permits.acquire();
        queue.add(connection);
    }

    /** Takes the connection that has waited longest, waiting for one if there is none. Called by workers. */
    // task hand-off, until then: return new java.util.concurrent.SynchronousQueue<AcceptedSocket>().take();
    AcceptedSocket take() throws InterruptedException {
        return queue.take();
    }

    /** Reports that a taken connection has been served, so there is room for another one. Called by workers. */
    // task hand-off, until then: return;
    void done() {
        permits.release();
    }

    /** Returns how many connections are waiting now. */
    int depth() {
        return queue.size();
    }

    /** Returns when the connection that has waited longest was accepted ({@link AcceptedSocket#at}); empty if none. */
    OptionalLong oldest() {
        AcceptedSocket first = queue.peek();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.at());
    }
}
