package grader.teaching.gradebook;

import java.util.Set;

/**
 * A check, and what became of it in a result. Equal ones are one object: ten thousand results share a few hundred.
 *
 * @param says the check's sentence
 * @param rule the place that states it: `docs/pages/lab03-interface.adoc, "line-form"`
 * @param verdict in the words of the report, such as `not started`
 */
public record CheckVerdict(String task, String id, String says, String rule, String verdict) {

    private static final String NOT_STARTED = "not started";
    private static final Set<String> NOT_REACHED = Set.of(NOT_STARTED, "not run", "skipped by the learner");

    public boolean hasFailed() {
        return verdict.equals("failed");
    }

    boolean wasNotStarted() {
        return verdict.equals(NOT_STARTED);
    }

    /** Without points, because the learner is not that far. */
    public boolean wasNotReached() {
        return NOT_REACHED.contains(verdict);
    }
}
