import java.util.List;
import java.util.concurrent.TimeUnit;

/** A layer that says so in the response if its prices are old: `Cache-Status: pricing; hit; ttl=-7` (RFC 9211). */
final class StalePrices implements Middleware {

    private static final Attribute<Long> SINCE = new Attribute<>("since when the oldest price is known");

    /** Notes that the response to a request depends on these prices. */
    static void mark(RequestContext request, List<LastPrices.Price> prices) {
        long now = System.nanoTime();
        prices.stream().mapToLong(price -> now - price.at()).max().ifPresent(age -> request.set(SINCE, now - age));
    }

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        Long since = request.attribute(SINCE);
        return since == null ? response
                : response.with("Cache-Status", "pricing; hit; ttl=-" + seconds(System.nanoTime() - since));
    }

    /** Returns whole seconds, rounded up: a price that is old is so for one second at least. */
    private static long seconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1)));
    }
}
