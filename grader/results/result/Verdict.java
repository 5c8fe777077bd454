package grader.results.result;

/** What became of a check, or of a task as a whole. */
public enum Verdict {
    PASSED("passed"),
    FAILED("failed"),
    /** Failed, and the task's Todo still stands in the source. */
    NOT_STARTED("not started"),
    /** A task it builds on, or its control, failed: no points. */
    NOT_RUN("not run"),
    /** This machine or mode cannot: leaves the denominator. */
    SKIPPED("skipped"),
    /** The learner took the reference's part: no points. */
    SKIPPED_BY_LEARNER("skipped by the learner"),
    /** The grader could not do its work: never a zero. */
    GRADER_ERROR("grader error");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
