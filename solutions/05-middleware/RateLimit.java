import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * Limits how often each client may come, by a {@link TokenBucket} each.
 *
 * <p>It remembers so many clients and no more: else whoever comes under ever new names fills the memory. It stands
 * behind "who is it", so that all who share an address do not share a bucket, once they are known. Page:
 * docs/pages/lab05.adoc.
 */
final class RateLimit implements Middleware {

    private static final long SECOND = 1_000_000_000;

    private final double rate;
    private final int burst;
    private final int maxClients;
    private final LongSupplier nanos;
    /** By client, in the order in which they were last seen: `true` keeps it so. */
    private final LinkedHashMap<String, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param rate requests a second
     * @param burst how many may come at once
     * @param maxClients how many are remembered
     * @param nanos a clock, such as System::nanoTime
     */
    RateLimit(double rate, int burst, int maxClients, LongSupplier nanos) {
        this.rate = rate;
        this.burst = burst;
        this.maxClients = maxClients;
        this.nanos = nanos;
    }

    /**
     * Passes the request on if its {@link #client} still has a token. Else the answer is a 429 problem (RFC 6585 §4)
     * with `Retry-After`: whole seconds until there is one again, rounded up, so at least 1.
     */
    // task rate-limit, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        long wait = tryAcquire(client(request));
        if (wait == 0) {
            return next.handle(request);
        }
        long seconds = Math.ceilDiv(wait, SECOND);
        return Problem.of(429, "too many requests: come back in " + seconds + " s")
                .with("Retry-After", String.valueOf(seconds));
    }

    /**
     * Takes a token out of the client's bucket; one who is not remembered gets a full one. If there are more than
     * `maxClients` then, the one who was not seen for longest is forgotten.
     *
     * <p>One lock for all: the map is changed by every request, and a bucket is no better. It is held for a moment
     * only, and never while anything is waited for.
     *
     * @return 0 if there was a token; else the nanoseconds until there will be one
     */
    // task rate-limit
    private synchronized long tryAcquire(String client) {
        long now = nanos.getAsLong();      // Read under the lock, so that no bucket sees time run backwards.
        TokenBucket bucket = buckets.computeIfAbsent(client, unknown -> new TokenBucket(rate, burst, now));
        if (buckets.size() > maxClients) {
            buckets.pollFirstEntry();
        }
        return bucket.tryTake(now);
    }

    /** Who it is: by name, or by address without one. No name can pass for an address. */
    private static String client(Request request) {
        BearerTokens.Owner user = request.attribute(Authentication.USER);
        return user == null ? "address " + request.context().client() : "name " + user.name();
    }
}
