import java.util.List;

/**
 * Puts layers around a handler, like those of an onion: a request goes in through each layer, and its response comes
 * out through each layer in reverse.
 *
 * <p>The outer onion of this server is around the router, so a 404 passes through it, too. Inner onions are around
 * single routes. Page: docs/pages/lab05.adoc.
 */
final class MiddlewareChain {

    private MiddlewareChain() {}

    /**
     * Returns a single handler: `core` with each of `layers` around it. The first layer is the outermost: it sees a
     * request before all others, and its response after them. Without layers, returns `core` itself.
     */
    // task onion
    static Handler wrap(Handler core, Middleware... layers) {
        throw new Todo("onion");
    }

    /**
     * Returns the routes of a group with the same layers around each of them.
     *
     * <p>These layers run after the router. A guard in front of the router would need to know the paths, and would see
     * them as the client wrote them. It would stop `/admin`, but let `/%61dmin` and `/x/../admin` pass, which the
     * router then takes for the same route.
     */
    static List<Route> wrap(List<Route> group, Middleware... layers) {
        return group.stream()
                .map(route -> new Route(route.method(), route.pattern(), wrap(route.handler(), layers)))
                .toList();
    }
}
