package grader.run;

import grader.report.Result;

/** The submission cannot be graded as it is: what is wrong with it, where, and the remedy. */
final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Result.Problem problem;

    Rejected(String stage, String what, String remedy) {
        super(what, null, false, false);
        this.problem = new Result.Problem(stage, what, remedy);
    }

    Result.Problem problem() {
        return problem;
    }
}
