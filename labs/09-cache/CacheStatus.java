import java.util.concurrent.TimeUnit;

/**
 * The field `Cache-Status` (RFC 9211): what the cache did for a response. It turns "why is this old?" into a look at
 * the response.
 */
final class CacheStatus {

    private CacheStatus() {}

    /**
     * Returns the response with the field `Cache-Status`. Its value is the name of the cache, {@link Launcher#labName},
     * and parameters, each after a semicolon:
     *
     * <ul><li>`hit` if the value came from an entry, otherwise `fwd=miss` or `fwd=stale`: why it was loaded;</li>
     * <li>`stored` if it was loaded and kept; `collapsed` if another request has loaded it;</li> <li>`ttl=N` if there
     * is an entry: the whole seconds for which it will be fresh, rounded down.</li></ul>
     *
     * <p>Stretch task stale-while-revalidate: a hit that is too old has a `ttl` below 0, also rounded down.
     *
     * <p>For example `lab09; hit; ttl=7`, `lab09; fwd=miss; stored; ttl=10`, or `lab09; fwd=stale; collapsed`.
     */
    // task cache-status
    static Response add(Response response, CacheResult result) {
        Todo.report("cache-status");
        return response;
    }
}
