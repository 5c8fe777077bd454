import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The branches that go up from one place by a literal segment.
 *
 * <p>Most places have one or two, and comparing with each of them is quick. A place may have thousands, and then the number must
 * not matter. Page: docs/pages/lab04.adoc.
 */
final class Children {

    private static final int FEW = 8;

    private final List<String> segments = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();        // the one at the same place as its segment
    private boolean indexed;
    private Map<String, Branch> index = Map.of();

    /** The branch of this segment; null if there is none. Given. */
    Branch get(String segment) {
        if (indexed) {
            return find(segment);
        }
        int place = segments.indexOf(segment);
        return place < 0 ? null : branches.get(place);
    }

    /** A new branch for a segment that has none yet. Given. */
    Branch add(String segment) {
        Branch branch = new Branch();
        segments.add(segment);
        branches.add(branch);
        if (segments.size() > FEW) {
            Todo.tolerate(this::enter);     // Until that is written, all of them are compared.
        }
        return branch;
    }

    private void enter() {
        index();
        indexed = true;
    }

    /**
     * There are more than {@link #FEW} now, and the newest is last. Makes `index` know all of them, so that `find` need not look at
     * each; called after each that is added, and with 50,000 of them, so it may not begin anew each time.
     */
    // task scale
    private void index() {
        throw new Todo("scale");
    }

    /** The branch of this segment, by `index`; null if there is none. It costs the same however many there are. */
    // task scale
    private Branch find(String segment) {
        throw new Todo("scale");
    }
}
