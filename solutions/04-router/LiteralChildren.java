import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The branches that go down from one place by a literal segment.
 *
 * <p>Most places have one or two, and comparing with each of them is quick. A place may have thousands, and then the
 * number must not matter. Page: docs/pages/lab04.adoc.
 */
final class LiteralChildren {

    private static final int MAX_LINEAR = 8;

    private final List<String> segments = new ArrayList<>();
    private final List<RouteNode> nodes = new ArrayList<>();        // the one at the same place as its segment
    // of all, once there are more than a few; else empty
    private final Map<String, RouteNode> index = new HashMap<>();

    /** The branch of this segment; null if there is none. */
    RouteNode get(String segment) {
        if (!index.isEmpty()) {
            return find(segment);
        }
        int place = segments.indexOf(segment);
        return place < 0 ? null : nodes.get(place);
    }

    /** A new branch for a segment that has none yet. */
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
     * Makes `index` know all segments and their branches. Called when there are more than {@link #MAX_LINEAR} for the
     * first time, and then after each that is added, as the last one. There may be 50,000: what is in the index already
     * is not put in again.
     */
    // task scale, until then: return;
    private void index() {
        for (int i = index.size(); i < segments.size(); i++) {
            index.put(segments.get(i), nodes.get(i));
        }
    }

    /** The branch of this segment, by `index`; null if there is none. It costs the same however many there are. */
    // task scale
    private RouteNode find(String segment) {
        return index.get(segment);
    }
}
