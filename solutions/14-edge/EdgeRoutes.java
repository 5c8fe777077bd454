import java.util.Comparator;
import java.util.List;

/** All routes of an edge, the best first. */
final class EdgeRoutes {

    /** A route for one host is better than one for any; then a longer path is, and then more conditions. */
    private static final Comparator<EdgeRoute> BEST_FIRST = Comparator.comparing(EdgeRoute::isForAnyHost)
            .thenComparing(route -> -route.path().size())
            .thenComparing(route -> -route.conditions().size());

    private final List<EdgeRoute> routes;

    /** @param given in the order of the command line */
    EdgeRoutes(List<EdgeRoute> given) {
        this.routes = given.stream().sorted(BEST_FIRST).toList();
    }

    /**
     * Returns the best route for a request. A host has no port here, and is not case-sensitive; a path is decoded, and
     * its dot segments are gone ({@link RoutePath}), as what a backend understands is what counts. `*` is `/`.
     *
     * @throws HttpException 404 if there is none
     */
    EdgeRoute find(Head head) {
        String target = EdgeTarget.of(head);
        int query = target.indexOf('?');
        RoutePath path = RoutePath.of(target.equals("*") ? "/" : query < 0 ? target : target.substring(0, query));
        String host = EdgeRoute.withoutPort(EdgeTarget.host(head));
        for (EdgeRoute route : routes) {
            if (route.matches(host, path, head.fields())) {
                return route;
            }
        }
        throw new HttpException(404, "no route is for this host and path");
    }
}
