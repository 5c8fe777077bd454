import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * A layer that limits how often each client may send a request. Each client has a bucket of tokens of its own.
 *
 * <p>It remembers a limited number of clients, so that a client that keeps changing its name cannot fill the memory. It
 * runs after {@link Authentication}, so that known clients do not share a bucket when they share an address. Page:
 * docs/pages/lab05.adoc.
 */
final class RateLimit implements Middleware {

    private static final long SECOND = 1_000_000_000;

    private final double rate;
    private final int burst;
    private final int maxClients;
    private final LongSupplier nanos;
    /** The buckets by client, the least recently seen client first: `true` keeps this order. */
    private final LinkedHashMap<String, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param rate requests per second
     * @param burst how many requests a client may send at once
     * @param maxClients how many clients are remembered
     * @param nanos a clock, such as System::nanoTime
     */
    RateLimit(double rate, int burst, int maxClients, LongSupplier nanos) {
        this.rate = rate;
        this.burst = burst;
        this.maxClients = maxClients;
        this.nanos = nanos;
    }

    /**
     * Passes the request on if its client still has a token. Otherwise responds with a 429 problem (RFC 6585 §4) and
     * `Retry-After`: the whole seconds until there is a token again, rounded up, and thus at least 1.
     */
    // task rate-limit
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Todo.report("rate-limit");
        return next.handle(request);
    }

    /**
     * Takes a token out of the client's bucket. A client that is not remembered gets a full bucket. If there are then
     * more than `maxClients` clients, the least recently seen one is forgotten.
     *
     * <p>All clients share one lock: every request changes the map and a bucket. The lock is held only briefly, and
     * never while a thread waits for anything else.
     *
     * @return 0 if there was a token; otherwise the nanoseconds until there will be one
     */
    // task rate-limit
    private synchronized long tryAcquire(String client) {
        throw new Todo("rate-limit");
    }

    /** Identifies the client: by its name, or by its address if it has none. No name can pass for an address. */
    // task rate-limit
    private static String client(Request request) {
        throw new Todo("rate-limit");
    }
}
