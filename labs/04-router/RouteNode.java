import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A place in the tree of all patterns. Patterns that begin alike share their way from the root to where they part, and
 * patterns that differ in the names of their parameters only are one place.
 *
 * <p>Each way down from here takes one segment of a path: a literal, a parameter, or, with all segments behind it, a
 * wildcard. Page: docs/pages/lab04.adoc.
 */
final class RouteNode {

    private final LiteralChildren literals = new LiteralChildren();
    private RouteNode parameter;       // null if there is none
    private RouteNode wildcard;        // the same
    private final Map<String, Route> routes = new HashMap<>();      // by method: those whose pattern ends here

    /** The place where `pattern` ends, seen from here; it grows if it is not there. */
    RouteNode getOrCreate(RoutePattern pattern) {
        RouteNode branch = this;
        for (RoutePattern.Part part : pattern.parts()) {
            branch = branch.getOrCreate(part);
        }
        return branch;
    }

    private RouteNode getOrCreate(RoutePattern.Part part) {
        return switch (part.kind()) {
            case LITERAL -> {
                RouteNode child = literals.get(part.text());
                yield child == null ? literals.add(part.text()) : child;
            }
            case PARAMETER -> parameter = parameter == null ? new RouteNode() : parameter;
            case WILDCARD -> wildcard = wildcard == null ? new RouteNode() : wildcard;
        };
    }

    /** The way down by a literal; null if there is none. */
    RouteNode literal(String segment) {
        return literals.get(segment);
    }

    /** The way down by any segment that is not empty; null if there is none. */
    RouteNode parameter() {
        return parameter;
    }

    /** Where a path ends whose other segments, however many, belong to a wildcard; null if there is none. */
    RouteNode wildcard() {
        return wildcard;
    }

    /** Lets `route` end here. */
    void put(Route route) {
        Route first = routes.putIfAbsent(route.method(), route);
        if (first != null) {
            rejectConflict(first, route);
        }
    }

    /**
     * Two routes end here that have the same method: they match the same requests, and nobody could say which of them
     * is meant. A {@link UsageException} names both as they were written, and says what to do.
     */
    // task conflicts
    private static void rejectConflict(Route first, Route second) {
        throw new Todo("conflicts");
    }

    /** The route that answers this method here; null if there is none. */
    Route route(String method) {
        return method.equals("HEAD") ? head() : routes.get(method);
    }

    /** The route that answers HEAD here: its own, else that of GET (RFC 9110 §9.3.2); null if there is neither. */
    // task not-found-or-not-allowed
    private Route head() {
        throw new Todo("not-found-or-not-allowed");
    }

    /** The methods of the routes that end here. */
    Set<String> methods() {
        return routes.keySet();
    }
}
