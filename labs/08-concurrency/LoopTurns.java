// Given: nothing in this file is for you to write.
/**
 * The times of an {@link EventLoop}'s turns, in System.nanoTime nanoseconds. While the loop works for one client, what
 * others send waits unseen: the loop knows only between which two looks it has come.
 */
final class LoopTurns {

    /** What waits for a shorter time than this does not count. */
    private static final int LONG = 1_000_000;

    private long firstReady;        // when the first key of this turn was ready; 0 if none was
    private long busySince;         // if the turn before this one was long, when it had looked; otherwise 0

    /**
     * Begins the next turn. Returns whether the one before was long: then what is ready now has come during that turn,
     * and what becomes ready later has not.
     */
    boolean begin() {
        busySince = firstReady != 0 && System.nanoTime() - firstReady > LONG ? firstReady : 0;
        firstReady = 0;
        return busySince != 0;
    }

    /** Notes that a key is ready. The first one in a turn tells when the loop has looked. */
    void ready() {
        if (firstReady == 0) {
            firstReady = System.nanoTime();
        }
    }

    /** Returns when the bytes have arrived for which a key is ready, or a little earlier. */
    long arrived() {
        return busySince == 0 ? firstReady : busySince;
    }
}
