import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the best route for a method and a path. At the first segment where two patterns differ, a literal is better
 * than a parameter, and a parameter is better than a wildcard. A pattern without a route for the method does not count.
 *
 * <p>If the better branch leads nowhere, the search backtracks and tries the next one. The cost of this is bounded.
 * Each step down takes one segment, so a branch is reached from only one other branch, and at only one segment of the
 * path. No branch is visited twice, and there are never more steps than branches that match the path of the request.
 * Page: docs/pages/lab04.adoc.
 */
final class RouteLookup {

    private final String method;
    private final RoutePath path;
    private Set<String> allowed = Set.of();

    RouteLookup(String method, RoutePath path) {
        this.method = method;
        this.path = path;
    }

    /** Returns the best route in the tree with this root, or null if there is none. */
    Route find(RouteNode root) {
        return best(root, 0);
    }

    /**
     * Returns the best route at or below `branch`, which the first `depth` segments of the path have led to, or null if
     * there is none. After the last segment, this is the route that ends here; see {@link #end}.
     */
    // task match
    private Route best(RouteNode branch, int depth) {
        throw new Todo("match");
    }

    /**
     * Returns the route for the method among those that end here. If there is none, returns null, and the methods of
     * the others are allowed ({@link #methods}).
     */
    // task not-found-or-not-allowed
    private Route end(RouteNode branch) {
        Todo.report("not-found-or-not-allowed");
        return branch.route(method);
    }

    /**
     * After a search that found no route, returns the methods of all routes whose pattern matches. The set is empty if
     * no pattern does.
     */
    Set<String> methods() {
        return allowed;
    }
}
