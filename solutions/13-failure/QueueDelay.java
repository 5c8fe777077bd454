import java.util.function.LongSupplier;

/**
 * Decides from the time that requests wait whether there are too many: a queue that is empty now and then only smooths
 * out a burst, and a queue that never is makes everyone wait for nothing (CoDel, RFC 8289). Thread-safe.
 */
final class QueueDelay {

    private final long target;
    private final LongSupplier nanos;
    private volatile boolean isLong;        // the last request that it was asked about had waited for long
    private volatile long longSince;        // when it was asked about the first of those; a time of the clock

    /**
     * @param target how long a request may wait, in nanoseconds
     * @param nanos a clock such as System::nanoTime
     */
    QueueDelay(long target, LongSupplier nanos) {
        this.target = target;
        this.nanos = nanos;
    }

    /**
     * Returns whether a request that has waited this long is one too many. In a burst, it may wait for twice the
     * target. If all requests have waited for at least a quarter of the target, for more than twice the target, the
     * queue stands, and a request may wait for the target only. Each request is asked about once, when it could be
     * handled.
     */
    // task shed, until then: return false;
    boolean isTooLong(long wait) {
        long now = nanos.getAsLong();
        if (wait < target / 4) {
            isLong = false;
        } else if (!isLong) {
            longSince = now;
            isLong = true;
        }
        boolean stands = isLong && now - longSince > 2 * target;
        return wait > (stands ? target : 2 * target);
    }
}
