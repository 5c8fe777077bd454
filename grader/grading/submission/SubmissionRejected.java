package grader.grading.submission;

import grader.results.result.Result;

/** The submission cannot be graded as it is: what is wrong with it, where, and the remedy. */
public final class SubmissionRejected extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Result.Problem problem;

    public SubmissionRejected(String stage, String what, String remedy) {
        super(what, null, false, false);
        this.problem = new Result.Problem(stage, what, remedy);
    }

    public Result.Problem problem() {
        return problem;
    }
}
