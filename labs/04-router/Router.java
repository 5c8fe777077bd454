import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the one handler for a request by its method and its path, and lets it answer.
 *
 * <p>Where there is none it answers by itself: that nothing is there, that something is there for another method, or
 * that it is there with a slash at the end, or without. It does not change after it was made, so any number of threads
 * may use it. Page: docs/pages/lab04.adoc.
 */
final class Router implements Handler {

    /** The route of a request that has one. */
    static final Attribute<Route> ROUTE = new Attribute<>("route");

    private final RouteNode root = new RouteNode();
    private final Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));     // of the server as a whole

    /** @throws UsageError if two routes match the same requests */
    Router(List<Route> routes) {
        for (Route route : routes) {
            root.getOrCreate(route.pattern()).put(route);
            methods.add(route.method());
        }
    }

    @Override
    public Response handle(Request request) throws Exception {
        request.context().reached(Stop.ROUTE);
        if (request.failure() != null) {
            throw request.failure();
        }
        String method = request.head().method();
        RequestTarget target = request.head().target();
        if (isForServer(method, target)) {
            return unmatched(method, methods);
        }
        if (target.query() != null) {
            PercentDecoder.requireValid(target.query());
        }
        RoutePath path = RoutePath.of(target.path());
        RouteLookup search = new RouteLookup(method, path);
        Route route = search.find(root);
        if (route != null) {
            return handle(route, path, request);
        }
        RoutePath other = path.toggleTrailingSlash();
        return new RouteLookup(method, other).find(root) == null ? unmatched(method, search.methods())
                : redirect(other, target.query());
    }

    private static Response handle(Route route, RoutePath path, Request request) throws Exception {
        request.setAttribute(ROUTE, route);
        request.setAttribute(Request.PARAMETERS, route.pattern().parameters(path));
        request.context().reached(Stop.HANDLE);
        try {
            return route.handler().handle(request);
        } catch (InterruptedException late) {
            throw new HttpException(503, "the handler took too long");
        } finally {
            request.context().reached(Stop.SERIALIZE);
        }
    }

    /** OPTIONS with `*`, or with a URI that has neither path nor query, which means the same (RFC 9112 §3.2.4). */
    private static boolean isForServer(String method, RequestTarget target) {
        return target.path() == null || method.equals("OPTIONS") && target.path().isEmpty() && target.query() == null;
    }

    /**
     * The answer where no route is for this method.
     *
     * <p>A 404 problem if no pattern matches. Else the field `Allow` names the methods with a comma between two, and
     * HEAD where there is GET, and OPTIONS, for which this is the answer: 204 without content (RFC 9110 §9.3.7). To any
     * other method it is a 405 problem (RFC 9110 §15.5.6).
     *
     * @param methods those of all routes whose pattern matches; none if none does. Not to be changed: it may be the
     *        server's own set
     */
    // task not-found-or-not-allowed
    private static Response unmatched(String method, Set<String> methods) {
        throw new Todo("not-found-or-not-allowed");
    }

    /**
     * A 308 without content whose `Location` is `path`, as it came, with the query if there is one, as it came (RFC
     * 9110 §15.4.9). A location that begins with two slashes would name another host (RFC 3986 §4.2): then `/.` is put
     * before it, which changes nothing else.
     */
    // task normalize
    private static Response redirect(RoutePath path, String query) {
        throw new Todo("normalize");
    }
}
