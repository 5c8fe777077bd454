import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the best route for a method and a path: at the first segment where two patterns differ, a literal is better
 * than a parameter, and a parameter better than a wildcard. A pattern without a route for the method does not count.
 *
 * <p>If nothing lies behind the better way, the search comes back and tries the next one. That cannot get out of hand:
 * each step down takes one segment, so a branch is reached from one other only, and with one segment of the path only.
 * None is met twice, and there are never more steps than branches that fit the path. Page: docs/pages/lab04.adoc.
 */
final class RouteLookup {

    private final String method;
    private final RoutePath path;
    private Set<String> allowed = Set.of();

    RouteLookup(String method, RoutePath path) {
        this.method = method;
        this.path = path;
    }

    /** The best route in the tree that begins with `root`; null if there is none. */
    Route find(RouteNode root) {
        return best(root, 0);
    }

    /**
     * The best route down from `branch`, where the first `depth` segments of the path have led; null if there is none.
     * Behind the last segment it is the one that ends here, as {@link #end} says.
     */
    // task match
    private Route best(RouteNode branch, int depth) {
        if (branch == null) {
            return null;
        }
        if (depth == path.size()) {
            return end(branch);
        }
        String segment = path.segment(depth);
        Route best = best(branch.literal(segment), depth + 1);
        if (best == null && !segment.isEmpty()) {
            best = best(branch.parameter(), depth + 1);
        }
        return best == null && branch.wildcard() != null ? end(branch.wildcard()) : best;
    }

    /**
     * The route for the method among those that end here; null if there is none, and then the others' methods are
     * noted.
     */
    private Route end(RouteNode branch) {
        Route route = branch.route(method);
        if (route == null && !branch.methods().isEmpty()) {
            allowed = allowed.isEmpty() ? new TreeSet<>() : allowed;
            allowed.addAll(branch.methods());
        }
        return route;
    }

    /** After a search without success: the methods of all routes whose pattern matches; none if no pattern does. */
    Set<String> methods() {
        return allowed;
    }
}
