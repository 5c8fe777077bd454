package grader.grading.submission;

import grader.results.result.Result;
import grader.results.result.Shortcut;
import java.util.List;

/** The submission cannot be graded as it is: what is wrong with it, where, and the remedy. */
public final class SubmissionRejected extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Result.Problem problem;
    private final transient List<Shortcut> shortcuts;

    public SubmissionRejected(String stage, String what, String remedy) {
        this(stage, what, remedy, List.of());
    }

    /** @param shortcuts for which it is rejected */
    public SubmissionRejected(String stage, String what, String remedy, List<Shortcut> shortcuts) {
        super(what, null, false, false);
        this.problem = new Result.Problem(stage, what, remedy);
        this.shortcuts = shortcuts;
    }

    public Result.Problem problem() {
        return problem;
    }

    public List<Shortcut> shortcuts() {
        return shortcuts;
    }
}
