import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A node in the tree of all patterns. Patterns that begin alike share their nodes from the root to where they diverge.
 * Patterns that differ only in the names of their parameters end at the same node.
 *
 * <p>Each branch takes one segment of a path, as a literal or as a parameter. A wildcard takes that segment and all
 * segments after it. Page: docs/pages/lab04.adoc.
 */
final class RouteNode {

    private final LiteralChildren literals = new LiteralChildren();
    private RouteNode parameter;       // null if there is none
    private RouteNode wildcard;        // null if there is none
    private final Map<String, Route> routes = new HashMap<>();      // by method; their patterns end here

    /** Returns the node where `pattern` ends, starting from this node. Creates the nodes that are missing. */
    // task match
    RouteNode getOrCreate(RoutePattern pattern) {
        Todo.report("match");
        return new RouteNode();
    }

    /** Returns the branch for a part of a pattern, whatever its parameter is called. Creates it if it is missing. */
    // task match
    private RouteNode getOrCreate(RoutePattern.Part part) {
        throw new Todo("match");
    }

    /** Returns the branch for this literal, or null if there is none. */
    RouteNode literal(String segment) {
        return literals.get(segment);
    }

    /** Returns the branch for any segment that is not empty, or null if there is none. */
    RouteNode parameter() {
        return parameter;
    }

    /** Returns the node where a path ends if a wildcard takes all its remaining segments, or null if there is none. */
    RouteNode wildcard() {
        return wildcard;
    }

    /** Adds a route whose pattern ends here. */
    void put(Route route) {
        Route first = routes.putIfAbsent(route.method(), route);
        if (first != null) {
            rejectConflict(first, route);
        }
    }

    /**
     * Rejects two routes that end here and have the same method. They match the same requests, and nothing says which
     * of them is meant. Throws a {@link UsageException} that names both as they were written, and says what to do.
     */
    // task conflicts
    private static void rejectConflict(Route first, Route second) {
        throw new Todo("conflicts");
    }

    /** Returns the route for this method, or null if there is none. */
    Route route(String method) {
        return method.equals("HEAD") ? head() : routes.get(method);
    }

    /** Returns the route for HEAD: its own, or else that of GET (RFC 9110 §9.3.2), or null if there is neither. */
    // task not-found-or-not-allowed
    private Route head() {
        throw new Todo("not-found-or-not-allowed");
    }

    /** Returns the methods of the routes that end here. */
    Set<String> methods() {
        return routes.keySet();
    }
}
