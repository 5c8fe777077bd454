import java.util.List;

/**
 * Puts layers around a handler, as an onion has them: a request goes in through each, and its response comes out
 * through each in reverse.
 *
 * <p>The outer onion of this server stands around the router, so a 404 has passed it, too. Inner ones stand around
 * single routes. Page: docs/pages/lab05.adoc.
 */
final class MiddlewareChain {

    private MiddlewareChain() {}

    /**
     * One handler out of many: `core` with each of `layers` around it. The first of them is the outermost: it sees a
     * request before all others, and its response after them. Without layers it is `core` itself.
     */
    // task onion
    static Handler wrap(Handler core, Middleware... layers) {
        Handler wrapped = core;
        for (Middleware layer : List.of(layers).reversed()) {
            Handler next = wrapped;
            wrapped = request -> layer.handle(request, next);
        }
        return wrapped;
    }

    /**
     * The same layers around each route of a group.
     *
     * <p>They stand behind the router. A guard in front of it would have to know the paths, and it sees them as the
     * client wrote them: it stops `/admin` and lets `/%61dmin` and `/x/../admin` pass, which the router then takes for
     * the same route.
     */
    static List<Route> wrap(List<Route> group, Middleware... layers) {
        return group.stream()
                .map(route -> new Route(route.method(), route.pattern(), wrap(route.handler(), layers)))
                .toList();
    }
}
