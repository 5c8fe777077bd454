import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What the server knows of itself, in numbers.
 *
 * <p>All workers change BUSY at the same time; ACCEPTED and REJECTED are changed by the acceptor alone, and read by
 * others. `count++` on a plain field is three steps, read, add and write; two threads that take them at once lose one
 * of their counts. Page: docs/pages/lab02.adoc.
 */
final class ConnectionCounters {

    enum Counter {
        /** Connections that accept() returned, rejected ones included. */
        ACCEPTED,
        /** Connections that were told to come back later. */
        REJECTED,
        /** Workers that serve now. */
        SERVING
    }

    private final AtomicIntegerArray values = new AtomicIntegerArray(Counter.values().length);
    private int open;       // guarded by this object's lock

    /**
     * Adds `change`, which may be negative, to a gauge. Several threads may call it for one gauge, and no call may get
     * lost.
     */
    // task gauges
    void add(Counter counter, int change) {
        Todo.report("gauges");
    }

    /**
     * The numbers as JSON: `{"kernel":…,"handoff":2,"busy":1,"accepted":9,"rejected":0}`.
     *
     * @param kernel JSON already
     * @param handoff how many wait between the acceptor and the workers
     */
    // task gauges
    String json(String kernel, int handoff) {
        Todo.report("gauges");
        return "{}";
    }

    /** The number that a gauge shows now. */
    int value(Counter counter) {
        return values.get(counter.ordinal());
    }

    /** A connection was accepted. */
    synchronized void opened() {
        open++;
    }

    /** A connection that was accepted is over, served or rejected. */
    synchronized void closed() {
        open--;
        notifyAll();
    }

    /** How many connections are accepted and not over yet. */
    synchronized int open() {
        return open;
    }

    /** Waits until there is none, for `millis` milliseconds at most; returns whether there is none. */
    synchronized boolean awaitNoneOpen(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; open > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return open == 0;
    }
}
