import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The slowest requests of the last minutes: the few that a person looks at. Its memory is bounded, whatever clients do.
 * Page: docs/pages/lab12.adoc.
 */
final class SlowRequests {

    /** How far back it goes. */
    static final int MINUTES = 5;
    /** How many requests there are at most. */
    static final int MOST = 20;

    private static final Comparator<RequestSummary> BY_TIME =
            Comparator.comparingLong(request -> request.times().total());

    /** The slowest of one minute, the fastest of them first. */
    private record Minute(long number, PriorityQueue<RequestSummary> slowest) {}

    private final LongSupplier nanos;
    private final Deque<Minute> minutes = new ArrayDeque<>();       // guarded by `this`, the latest last
    private volatile Minute latest = new Minute(Long.MIN_VALUE, null);
    private volatile long threshold;        // what a request must exceed in the latest minute

    /** @param nanos the clock of the requests' times, such as System::nanoTime */
    SlowRequests(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Notes a request that has ended, as one of the slowest or not at all. Many threads call this for each of their
     * requests, and few requests are slow: those that are not must wait for no lock here.
     */
    // task stops
    void add(Ended ended) {
        Todo.report("stops");
    }

    /** Adds a request to its minute, which may be a new one, and drops what is now too much or too old. */
    // task stops
    private synchronized void insert(RequestSummary request, long now) {
        Todo.report("stops");
    }

    /** Returns the slowest requests of the last minutes, the slowest first, at most {@link #MOST}. */
    // task stops
    synchronized List<RequestSummary> slowest() {
        Todo.report("stops");
        return List.of();
    }

    /** Returns the number of the minute that a time is in. */
    private static long minute(long nanos) {
        return Math.floorDiv(nanos, TimeUnit.MINUTES.toNanos(1));
    }
}
