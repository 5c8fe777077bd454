import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts how long something took, in buckets whose bounds never change: so histograms of several servers can be added,
 * and percentiles can be estimated from the sum. Percentiles themselves cannot be averaged. How it counts when many
 * threads come at once is up to you, and so are its fields. Page: docs/pages/lab12.adoc.
 */
final class Histogram {

    /** The bounds of the buckets, in seconds. After them is one for everything longer. */
    static final List<String> BOUNDS = List.of("0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25",
            "0.5", "1.0", "2.5", "5.0", "10.0");

    private static final long[] NANOS =
            BOUNDS.stream().mapToLong(bound -> Math.round(Double.parseDouble(bound) * 1e9)).toArray();

    private final LongAdder[] buckets = new LongAdder[NANOS.length + 1];
    private final LongAdder sum = new LongAdder();

    Histogram() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    /**
     * Counts a time, in nanoseconds, in the first bucket whose bound is not smaller. Many threads call this at the same
     * time, for each of their requests, and none may be lost.
     */
    // task latency, until then: return;
    void record(long nanos) {
        int bucket = 0;
        while (bucket < NANOS.length && nanos > NANOS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        sum.add(nanos);
    }

    /**
     * Returns for each bucket how many times were up to its bound, those of smaller buckets included; the last number
     * is that of all times. Meanwhile others may be counted, but no number is smaller than the one before it.
     */
    // task latency, until then: return new long[BOUNDS.size() + 1];
    long[] cumulative() {
        long[] counts = new long[buckets.length];
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            all += buckets[i].sum();
            counts[i] = all;
        }
        return counts;
    }

    /** Returns the sum of all times, in nanoseconds. */
    // task latency, until then: return 0;
    long sum() {
        return sum.sum();
    }
}
