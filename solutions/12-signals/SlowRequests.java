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
    // task stops, until then: return;
    void add(Ended ended) {
        long now = minute(ended.request().context().time(RequestStage.END));
        if (now != latest.number() || ended.times().total() > threshold) {
            insert(ended.summary(), now);
        }
    }

    /** Adds a request to its minute, which may be a new one, and drops what is now too much or too old. */
    // task stops, until then: return;
    private synchronized void insert(RequestSummary request, long now) {
        if (now > latest.number()) {
            minutes.addLast(new Minute(now, new PriorityQueue<>(BY_TIME)));
            minutes.removeIf(minute -> minute.number() <= now - MINUTES);
            threshold = -1;
            latest = minutes.getLast();
        }
        PriorityQueue<RequestSummary> slowest = latest.slowest();
        slowest.add(request);
        if (slowest.size() > MOST) {
            slowest.remove();
        }
        threshold = slowest.size() < MOST ? -1 : slowest.element().times().total();
    }

    /** Returns the slowest requests of the last minutes, the slowest first, at most {@link #MOST}. */
    // task stops, until then: return List.of();
    synchronized List<RequestSummary> slowest() {
        long now = minute(nanos.getAsLong());
        List<RequestSummary> all = new ArrayList<>();
        minutes.stream().filter(minute -> minute.number() > now - MINUTES).forEach(m -> all.addAll(m.slowest()));
        all.sort(BY_TIME.reversed());
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }

    /** Returns the number of the minute that a time is in. */
    private static long minute(long nanos) {
        return Math.floorDiv(nanos, TimeUnit.MINUTES.toNanos(1));
    }
}
