package grader.checks.diagnose;

import grader.core.source.Change;
import grader.grading.submission.Submission;
import java.util.List;

/**
 * The reference with changes, on which a learner's check is tried.
 *
 * @param broken how it is, without saying too much, if the check has to fail on it; else null
 * @param right how it differs, if the check has to pass on it; else null
 * @param changes none: it is the reference itself
 */
public record Variant(String broken, String right, List<Edit> changes) {

    /** As in a file of designs. */
    public record Edit(String file, String replace, String with) {}

    public Variant {
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    public boolean isRight() {
        return right != null;
    }

    /** Never the reference itself: what was changed in memory is compiled against that. */
    public Submission of(Submission reference) {
        var first = reference.sources().entrySet().iterator().next();
        Submission changed = reference.with(first.getKey(), first.getValue());
        for (Edit edit : changes) {
            changed = changed.with(new Change(edit.file(), edit.replace(), edit.with()));
        }
        return changed;
    }

    @Override
    public String toString() {
        return isRight() ? "right, " + right : "broken, " + broken;
    }
}
