/**
 * A token bucket: each request takes a token, and new ones drip in at a steady rate until the bucket is full.
 *
 * <p>So a client may come with a burst, and is held to the rate after that. One thread at a time may use it. Page:
 * docs/pages/lab05.adoc.
 */
final class TokenBucket {

    private static final double SECOND = 1e9;

    private final double rate;      // tokens a second
    private final int burst;        // tokens in a full bucket
    private double tokens;          // at the time `filled`
    private long filled;

    /** A full one. @param now nanoseconds of any clock, the same as for {@link #tryTake} */
    TokenBucket(double rate, int burst, long now) {
        this.rate = rate;
        this.burst = burst;
        this.tokens = burst;
        this.filled = now;
    }

    /**
     * Takes a token, if there is a whole one. No thread fills the bucket: what has dripped in since `filled` is counted
     * now.
     *
     * @return 0 if there was one; else, and then none is taken, the nanoseconds until there will be, rounded up
     */
    // task rate-limit
    long tryTake(long now) {
        tokens = Math.min(burst, tokens + (now - filled) * rate / SECOND);
        filled = now;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (long) Math.ceil((1 - tokens) / rate * SECOND);
    }
}
