import java.util.function.LongSupplier;

/**
 * The times of an {@link EventLoop}'s turns, in System.nanoTime nanoseconds. While the loop works for one client, what
 * others send waits unseen: the loop knows only between which two looks it has come.
 */
final class LoopTurns {

    /** What waits for a shorter time than this does not count. */
    private static final int LONG = 1_000_000;

    private final LongSupplier nanos;
    private long firstReady;        // when the first key of this turn was ready; 0 if none was
    private long busySince;         // if the turn before this one was long, when it had looked; otherwise 0

    /** @param nanos a clock, such as System::nanoTime; null if times are not needed */
    LoopTurns(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Returns the time; 0 if times are not needed. */
    long now() {
        return nanos == null ? 0 : nanos.getAsLong();
    }

    /**
     * Begins the next turn. Returns whether the one before was long: then what is ready now has come during that turn,
     * and what becomes ready later has not.
     */
    boolean begin() {
        busySince = firstReady != 0 && now() - firstReady > LONG ? firstReady : 0;
        firstReady = 0;
        return busySince != 0;
    }

    /** Notes that a key is ready. The first one in a turn tells when the loop has looked. */
    void ready() {
        if (firstReady == 0) {
            firstReady = now();
        }
    }

    /**
     * Returns when the bytes have arrived for which a key is ready, or a little earlier; 0 if times are not needed.
     *
     * @param handled when the loop was done with what the client had sent before: it has sent these bytes after that,
     *        even if the loop was still busy with others then
     */
    long arrived(long handled) {
        long seen = busySince == 0 ? firstReady : busySince;
        return handled + Math.max(0, seen - handled);
    }
}
