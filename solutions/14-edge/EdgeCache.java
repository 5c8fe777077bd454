import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A shared cache in front of an origin (RFC 9111): what the origin says is for all is loaded once, and no more than
 * that. What is for one user reaches no other.
 *
 * <p>Any number of threads may use it. Page: docs/pages/lab14.adoc.
 */
final class EdgeCache {

    private static final int MOST_WAITS = 4;

    private final CacheStore store;
    private final CacheLoads loads;
    private final OriginLoader loader;
    private final LongSupplier nanos;

    /**
     * @param most how many bytes it may take
     * @param wait how long a request waits for content that another one loads, in nanoseconds
     * @param total how long a load for no client may take, in milliseconds
     * @param nanos a clock such as System::nanoTime
     */
    EdgeCache(long most, long wait, long total, LongSupplier nanos) {
        this.store = new CacheStore(most);
        this.loads = new CacheLoads(store);
        this.loader = new OriginLoader(store, loads, new CacheThreads(total), wait, nanos);
        this.nanos = nanos;
    }

    /** Without the flag, an edge has no cache; the one of lab 09 has its default. */
    static Flags flags(Flags flags) {
        return flags.withNumber("cache-bytes", 16 << 20, 0, Integer.MAX_VALUE, "how many bytes the cache takes. An edge"
                + " has none without this flag, or with 0; for lab 09's routes");
    }

    static EdgeCache from(Flags flags) {
        int most = flags.all("cache-bytes").isEmpty() ? 0 : flags.number("cache-bytes");
        return new EdgeCache(most, TimeUnit.MILLISECONDS.toNanos(flags.number("upstream-timeout")),
                flags.number("total-timeout"), System::nanoTime);
    }

    /**
     * Returns the response to a request, from what is stored or from the origin. GET and HEAD may be read from what is
     * stored. A method that is not safe writes ({@link #write}). The origin responds to anything else.
     *
     * @param pool the name of the servers to which the request goes
     * @param origin responds to a request. It may be called with a request that has other fields, on another thread,
     *        with a context without attributes, and more than once
     */
    // open, until then: return origin.handle(request);
    Response handle(Request request, String pool, Handler origin) throws Exception {
        if (store.isOff() || request.failure() != null) {
            return origin.handle(request);
        }
        CacheCall call = CacheCall.of(request, pool, origin);
        if (!CacheRules.SAFE.contains(request.head().method())) {
            return write(call);
        }
        return CacheRules.mayLookUp(request) ? read(call) : EdgeStatus.forwarded(call.pass(), "bypass");
    }

    /**
     * Returns the response to a GET or HEAD. Looks what is stored, and why that may not do
     * ({@link CacheRules#whyForwarded}):
     *
     * <ul><li>It will do: a {@link CacheReply#hit}.</li> <li>It is stale, but may be for a time
     * (`stale-while-revalidate`): a hit, and a load that no client waits for ({@link OriginLoader#refresh}).</li>
     * <li>The client wants nothing from the origin (`only-if-cached`, RFC 9111 §5.2.1.7): a 504.</li> <li>Otherwise:
     * what is loaded ({@link OriginLoader#load}). If nothing is there for this request, looks again as long as it may
     * be worth it ({@link OriginLoader#isShared}), but at most {@link #MOST_WAITS} times. Then asks for itself
     * ({@link CacheCall#pass}).</li></ul>
     */
    // task cache, until then: return call.pass();
    private Response read(CacheCall call) throws Exception {
        String why = null;
        for (int i = 0; i < MOST_WAITS; i++) {
            long now = nanos.getAsLong();
            StoredResponse stored = store.find(call.key(), call.fields());
            why = CacheRules.whyForwarded(stored, call.asks(), now);
            if (why == null) {
                return CacheReply.hit(call.request(), stored, now);
            }
            if (why.equals("stale") && !call.asks().has("no-cache")
                    && stored.mayBeStale("stale-while-revalidate", now)) {
                loader.refresh(call);
                return CacheReply.hit(call.request(), stored, now);
            }
            if (call.asks().has("only-if-cached")) {
                throw new HttpException(504, "the response is not in the cache");
            }
            Response loaded = loader.load(call, why);
            if (loaded != null) {
                return loaded;
            }
            if (!loader.isShared(call)) {
                break;
            }
        }
        return EdgeStatus.forwarded(call.pass(), why);
    }

    /**
     * Returns the origin's response to a request that may change something. Unless it was refused (4xx), nothing that
     * was loaded before is used any more: not of its URI, and not of those that the response names
     * ({@link #alsoWritten}). That holds even if there is no response, or a 5xx: the origin may have changed it all the
     * same (RFC 9111 §4.4).
     */
    // task cache, until then: return call.pass();
    private Response write(CacheCall call) throws Exception {
        boolean refused = false;
        try {
            Response response = call.pass();
            refused = response.status() / 100 == 4;
            if (!refused) {
                alsoWritten(call.key().uri(), response).forEach(loads::invalidate);
            }
            return response;
        } finally {
            if (!refused) {
                loads.invalidate(call.key().uri());
            }
        }
    }

    /** Returns the URIs that a response names as what it is about, if they are of the same origin (RFC 9111 §4.4). */
    private static List<String> alsoWritten(String uri, Response response) {
        List<String> others = new ArrayList<>();
        List<String> named = new ArrayList<>(FieldLines.values(response.fields(), "Location"));
        named.addAll(FieldLines.values(response.fields(), "Content-Location"));
        String root = uri.substring(0, uri.indexOf('/', uri.indexOf("://") + 3));
        for (String each : named) {
            try {
                URI other = URI.create(uri).resolve(each);
                String host = other.getScheme() + "://" + other.getRawAuthority();
                if (host.toLowerCase(Locale.ROOT).equals(root)) {
                    String path = other.getRawPath().isEmpty() ? "/" : other.getRawPath();
                    others.add(root + path + (other.getRawQuery() == null ? "" : "?" + other.getRawQuery()));
                }
            } catch (IllegalArgumentException noUri) {
                // It names nothing that could be stored.
            }
        }
        return others;
    }

    /** Puts out how much is stored. */
    void expose(MetricsWriter out) {
        if (!store.isOff()) {
            out.bytes("edge_cache_bytes", store.taken(), "Bytes that the cache of the edge takes.");
            out.gauge("edge_cache_uris", store.size(), "URIs of which the cache of the edge has a response.");
        }
    }
}
