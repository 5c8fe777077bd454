/**
 * A token bucket: each request takes a token, and new tokens drip in at a steady rate until the bucket is full.
 *
 * <p>A client may send a burst of requests, and is held to the rate after that. Only one thread at a time may use a
 * bucket. Page: docs/pages/lab05.adoc.
 */
final class TokenBucket {

    private static final double SECOND = 1e9;

    private final double rate;      // tokens per second
    private final int burst;        // tokens in a full bucket
    private double tokens;          // at the time `filled`
    private long filled;

    /**
     * Creates a full bucket.
     *
     * @param now nanoseconds of any clock, the same clock as for {@link #tryAcquire}
     */
    TokenBucket(double rate, int burst, long now) {
        this.rate = rate;
        this.burst = burst;
        this.tokens = burst;
        this.filled = now;
    }

    /**
     * Takes a token if there is a whole one. No thread fills the bucket: this call counts what has dripped in since
     * `filled`.
     *
     * @return 0 if there was a token; otherwise the nanoseconds until there will be one, rounded up, and none is taken
     */
    // task rate-limit
    long tryAcquire(long now) {
        tokens = Math.min(burst, tokens + (now - filled) * rate / SECOND);
        filled = now;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (long) Math.ceil((1 - tokens) / rate * SECOND);
    }
}
