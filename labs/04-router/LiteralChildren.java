import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The children of one node of the route tree that are reached by a literal segment.
 *
 * <p>Most nodes have one or two, and comparing with each of them is quick. A node may have thousands, and then the
 * number must not matter. Page: docs/pages/lab04.adoc.
 */
final class LiteralChildren {

    private static final int MAX_LINEAR = 8;

    private final List<String> segments = new ArrayList<>();
    private final List<RouteNode> nodes = new ArrayList<>();        // nodes.get(i) belongs to segments.get(i)
    // All children, once there are more than MAX_LINEAR; empty until then.
    private final Map<String, RouteNode> index = new HashMap<>();

    /** Returns the branch for `segment`, or null if there is none. */
    RouteNode get(String segment) {
        if (!index.isEmpty()) {
            return find(segment);
        }
        int place = segments.indexOf(segment);
        return place < 0 ? null : nodes.get(place);
    }

    /** Adds a branch for a segment that has none yet, and returns it. */
    RouteNode add(String segment) {
        RouteNode branch = new RouteNode();
        segments.add(segment);
        nodes.add(branch);
        if (!index.isEmpty()) {
            index();
        } else if (segments.size() == MAX_LINEAR + 1) {
            index();
        }
        return branch;
    }

    /**
     * Brings `index` up to date, so that it maps every segment to its branch. Called when there are more than
     * {@link #MAX_LINEAR} segments for the first time, and then each time another one is added at the end. There may be
     * 50,000: a segment that is already in the index is not put in again.
     */
    // task scale
    private void index() {
        Todo.report("scale");
    }

    /**
     * Returns the branch for `segment` from `index`, or null if there is none. The cost does not depend on the number
     * of branches.
     */
    // task scale
    private RouteNode find(String segment) {
        throw new Todo("scale");
    }
}
