import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The server's statistics about its connections.
 *
 * <p>All workers change SERVING at the same time. Only the acceptor changes ACCEPTED and REJECTED; other threads read
 * them. `count++` on a plain field takes three steps: read, add and write. When two threads take these steps at the
 * same time, one count is lost. Page: docs/pages/lab02.adoc.
 */
final class ConnectionCounters {

    enum Counter {
        /** Connections that accept() returned, including those that were rejected. */
        ACCEPTED,
        /** Connections that were turned away; their clients may come back later. */
        REJECTED,
        /** Workers that are serving a connection now. */
        SERVING
    }

    private final AtomicIntegerArray values = new AtomicIntegerArray(Counter.values().length);
    private int openConnections;       // guarded by this object's lock

    /**
     * Adds `change`, which may be negative, to a counter. Several threads may call it for the same counter, and no
     * change may be lost.
     */
    // task gauges, until then: return;
    void add(Counter counter, int change) {
        values.addAndGet(counter.ordinal(), change);
    }

    /**
     * Returns the numbers as JSON: `{"kernel":…,"handoff":2,"busy":1,"accepted":9,"rejected":0}`.
     *
     * @param kernel the numbers of the kernel, already in JSON
     * @param handoff how many connections wait between the acceptor and the workers
     */
    // task gauges, until then: return "{}";
    String json(String kernel, int handoff) {
        return "{\"kernel\":%s,\"handoff\":%s,\"busy\":%s,\"accepted\":%s,\"rejected\":%s}"
                .formatted(kernel, handoff, value(Counter.SERVING), value(Counter.ACCEPTED), value(Counter.REJECTED));
    }

    /** Returns the current value of a counter. */
    int value(Counter counter) {
        return values.get(counter.ordinal());
    }

    /** Records that a connection was accepted. */
    synchronized void opened() {
        openConnections++;
    }

    /** Records that an accepted connection is over, whether it was served or rejected. */
    synchronized void closed() {
        openConnections--;
        notifyAll();
    }

    /** Returns how many accepted connections are not over yet. */
    synchronized int openConnections() {
        return openConnections;
    }

    /** Waits until no connection is open, for at most `millis` milliseconds; returns whether none is open. */
    synchronized boolean awaitNoneOpen(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; openConnections > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return openConnections == 0;
    }
}
