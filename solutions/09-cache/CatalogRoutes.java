import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The routes of the catalog: products, which everyone may read and write, and the cart of a user. */
final class CatalogRoutes {

    private final Catalog catalog;
    private final Cache cache;
    private final PathLocks writing = new PathLocks();

    private CatalogRoutes(Catalog catalog, Cache cache) {
        this.catalog = catalog;
        this.cache = cache;
    }

    static Flags flags(Flags flags) {
        return flags
                .with("catalog", ShopRoutes.BUILT_IN,
                        "the URL of the catalog, or " + ShopRoutes.BUILT_IN + ", which knows pen, book and lamp",
                        (text, number) -> ShopRoutes.address("catalog", text))
                .withNumber("catalog-timeout", 5000, 1, Integer.MAX_VALUE,
                        "how long a response of the catalog may take, in milliseconds")
                .withNumber("cache-ttl", 10_000, 1, Integer.MAX_VALUE,
                        "how long a loaded value is fresh, in milliseconds")
                .withNumber("cache-entries", 10_000, 1, 100_000_000, "how many values the cache keeps at most")
                .withNumber("cache-bytes", 16 << 20, 1, Integer.MAX_VALUE,
                        "how many bytes the kept values and their keys have at most, all together")
                .withSwitch("cache-admission", "a new value displaces only what is requested less often (stretch)")
                .withNumber("stale-while-revalidate", 0, 0, Integer.MAX_VALUE,
                        "how long a value that is too old is still served while it is loaded again, in milliseconds"
                                + " (stretch)")
                .withNumber("cache-jitter", 0, 0, 90,
                        "by how much less than --cache-ttl a value may be fresh, at random, in percent (stretch)")
                .withList("preload", "a sku that is in the cache before the first request", (text, number) -> {});
    }

    static Cache cache(Flags flags) {
        CacheOptions options = new CacheOptions(flags.isOn("cache-admission"),
                TimeUnit.MILLISECONDS.toNanos(flags.number("stale-while-revalidate")),
                flags.number("cache-jitter") / 100.0);
        return new Cache(flags.number("cache-entries"), flags.number("cache-bytes"),
                TimeUnit.MILLISECONDS.toNanos(flags.number("cache-ttl")), System::nanoTime, options);
    }

    /** Returns the catalog that the flags name. */
    static Catalog catalog(Flags flags) {
        String where = flags.text("catalog");
        return where.equals(ShopRoutes.BUILT_IN) ? new DemoCatalog()
                : new HttpCatalog(ShopRoutes.address("catalog", where), flags.number("catalog-timeout"));
    }

    /** Returns the catalog's routes. Loads what the flags want to be in the cache. */
    static CatalogRoutes from(Flags flags, Catalog catalog, Cache cache) throws Exception {
        CatalogRoutes routes = new CatalogRoutes(catalog, cache);
        for (String sku : flags.all("preload")) {
            routes.preload(sku);
        }
        return routes;
    }

    /** Loads a product. If that fails, the server starts all the same, and the first request loads it. */
    private void preload(String sku) throws Exception {
        try {
            cached(productPath(sku));
        } catch (HttpException failure) {
            System.err.println("--preload " + sku + ": not in the cache: " + failure.getMessage());
        }
    }

    List<Route> reads() {
        return List.of(
                new Route("GET", "/products/{sku}", this::product),
                new Route("GET", "/cart", request -> new RequireAuthenticated().handle(request, this::cart)));
    }

    /** Returns the routes whose handlers evaluate conditions on their own, as they do it under a lock. */
    List<Route> writes() {
        return List.of(new Route("PUT", "/products/{sku}", this::replace));
    }

    private Response product(Request request) throws Exception {
        return json(cached(productPath(request.pathParameter("sku"))));
    }

    /**
     * Handles `GET /cart`: returns the cart of the user who asks ({@link Authentication#USER}), as the {@link #json}
     * that the catalog serves at `/carts/NAME` ({@link #path}). It comes through the cache, and no other user ever gets
     * it. `Cache-Control` is `private, no-cache`: no shared cache on the way may keep it (RFC 9111 §5.2.2.7).
     */
    // task ttl
    private Response cart(Request request) throws Exception {
        String name = request.attribute(Authentication.USER).name();
        return json(cached(path("/carts/", name))).with("Cache-Control", "private, no-cache");
    }

    /** Returns what the catalog has at `path`, through the cache. The path is the key. */
    private CacheResult cached(String path) throws Exception {
        if (cache.options().stale() > 0) {
            return cache.getOrStale(path, () -> catalog.load(path));
        }
        return cache.get(path, () -> catalog.load(path));
    }

    /** Returns a 200 with a tag. Caches on the way may keep it, but have to ask each time whether it still holds. */
    private static Response json(CacheResult result) {
        Response response = Response.of(200, "application/json", "")
                .withBody(result.value())
                .with("ETag", result.tag().toString())
                .with("Cache-Control", "no-cache");
        return CacheStatus.add(response, result);
    }

    /**
     * Handles `PUT /products/{sku}`. Evaluating the conditions and writing are one step for all requests that write the
     * same product: two clients that have both seen the same tag do not both win.
     */
    private Response replace(Request request) throws Exception {
        requireJson(request);
        String path = productPath(request.pathParameter("sku"));
        Preconditions preconditions = Preconditions.of(request);
        return writing.with(path, () -> {
            if (!preconditions.isEmpty() && isFalse(preconditions, path)) {
                return Preconditions.failed();
            }
            return Response.empty(write(path, request.content()) ? 201 : 204);
        });
    }

    /** Returns whether the conditions are false. If so, the client's next GET gets the tag of what is there now. */
    private boolean isFalse(Preconditions preconditions, String path) throws InterruptedException {
        if (preconditions.evaluate(false, current(path, preconditions)) == Preconditions.TRUE) {
            return false;
        }
        cache.invalidate(path);
        return true;
    }

    /**
     * Returns the validators of what the catalog has now, which may be newer than what is in the cache. A client that
     * got it compressed knows another tag: if the conditions name that one, it is the tag that counts.
     */
    private Validators current(String path, Preconditions preconditions) throws InterruptedException {
        try {
            EntityTag tag = EntityTag.of(catalog.load(path));
            EntityTag compressed = Compression.tag(tag);
            return new Validators(true, preconditions.name(compressed) ? compressed : tag, Validators.UNKNOWN);
        } catch (HttpException failure) {
            if (failure.status() == 404) {
                return Validators.NONE;
            }
            throw failure;
        }
    }

    /**
     * Writes to the catalog, and returns whether that has created the product. No request that comes after the response
     * gets the old value from the cache. This holds even if the write fails: the catalog may have made the change, and
     * only its confirmation was lost.
     */
    // task invalidate
    private boolean write(String path, byte[] json) throws InterruptedException {
        try {
            return catalog.store(path, json);
        } finally {
            cache.invalidate(path);
        }
    }

    private static void requireJson(Request request) {
        try {
            Json.parse(request.content());
        } catch (IOException noJson) {
            throw new HttpException(400, noJson.getMessage());
        }
    }

    private static String productPath(String sku) {
        return path("/products/", sku);
    }

    /** Returns a path of the catalog. The name is one segment, so it is percent-encoded. */
    private static String path(String start, String name) {
        if (name.equals(".") || name.equals("..")) {
            throw new HttpException(404, "the catalog has nothing there");
        }
        return start + URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }
}
