import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Passes a request to the one handler for its method and path.
 *
 * <p>If there is no such handler, the router itself responds: nothing matches the path, or the path has other methods,
 * or it would match with a trailing slash added or removed. A router is immutable, so any number of threads may use it.
 * Page: docs/pages/lab04.adoc.
 */
final class Router implements Handler {

    /** The route that a request matched. */
    static final Attribute<Route> ROUTE = new Attribute<>("route");

    private final RouteNode root = new RouteNode();
    private final Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));     // of the whole server

    /** @throws UsageException if two routes match the same requests */
    Router(List<Route> routes) {
        for (Route route : routes) {
            root.getOrCreate(route.pattern()).put(route);
            methods.add(route.method());
        }
    }

    @Override
    public Response handle(Request request) throws Exception {
        request.context().reached(RequestStage.ROUTE);
        if (request.failure() != null) {
            throw request.failure();
        }
        String method = request.head().method();
        RequestTarget target = request.head().target();
        if (isAsteriskForm(method, target)) {
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
        request.context().reached(RequestStage.HANDLE);
        try {
            return route.handler().handle(request);
        } catch (InterruptedException late) {
            throw new HttpException(503, "the handler took too long");
        } finally {
            request.context().reached(RequestStage.SERIALIZE);
        }
    }

    /**
     * Returns whether the request is OPTIONS for `*`, or for a URI without path or query, which means the same (RFC
     * 9112 §3.2.4).
     */
    private static boolean isAsteriskForm(String method, RequestTarget target) {
        return target.path() == null || method.equals("OPTIONS") && target.path().isEmpty() && target.query() == null;
    }

    /**
     * Returns the response to a request for which there is no route with this method.
     *
     * <p>If no pattern matches, this is a 404 problem. Otherwise, the field `Allow` lists the methods, separated by
     * commas. It includes OPTIONS, and HEAD if there is GET. The response to OPTIONS is a 204 without content (RFC 9110
     * §9.3.7). For any other method, it is a 405 problem (RFC 9110 §15.5.6).
     *
     * @param methods the methods of all routes whose pattern matches; empty if none does. Must not be modified: it may
     *        be the server's own set
     */
    // task not-found-or-not-allowed
    private static Response unmatched(String method, Set<String> methods) {
        throw new Todo("not-found-or-not-allowed");
    }

    /**
     * Returns a 308 without content whose `Location` is `path` as received, and the query as received if there is one
     * (RFC 9110 §15.4.9). A location that begins with two slashes would name another host (RFC 3986 §4.2). In that case
     * it is prefixed with `/.`, which changes nothing else.
     */
    // task normalize
    private static Response redirect(RoutePath path, String query) {
        throw new Todo("normalize");
    }
}
