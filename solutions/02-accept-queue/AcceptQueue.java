import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * The line between the acceptor and the workers: first come, first served, and never longer than it may be.
 *
 * <p>Several threads use it at the same time, so it is made of two parts that are made for that. `permits` holds a
 * permit for each connection that may be inside the server: in line, or with a worker. `queue` holds those that wait.
 * Page: docs/pages/lab02.adoc.
 */
final class AcceptQueue {

    private final Semaphore permits;
    private final BlockingQueue<AcceptedSocket> queue = new LinkedBlockingQueue<>();

    /** @param capacity how many may wait while every worker is busy; 0 is allowed */
    AcceptQueue(int workers, int capacity) {
        this.permits = new Semaphore(workers + capacity);
    }

    /** Puts a connection in line, if there is room; returns at once, false if there is none. For the acceptor. */
    // task hand-off
    boolean offer(AcceptedSocket connection) {
        return permits.tryAcquire() && queue.add(connection);
    }

    /** Puts a connection in line, and waits until there is room. For the acceptor. */
    // task hand-off
    void put(AcceptedSocket connection) throws InterruptedException {
        permits.acquire();
        queue.add(connection);
    }

    /** Takes the connection that has waited longest, and waits for one if there is none. For workers. */
    // task hand-off, until then: return new java.util.concurrent.SynchronousQueue<AcceptedSocket>().take();
    AcceptedSocket take() throws InterruptedException {
        return queue.take();
    }

    /** A connection that was taken has been served: there is room for another one. For workers. */
    // task hand-off, until then: return;
    void done() {
        permits.release();
    }

    /** How many wait in line now. */
    int depth() {
        return queue.size();
    }
}
