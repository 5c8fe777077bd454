package grader.results.report;

import grader.core.course.Task;
import grader.results.result.Result.CheckResult;

/** What a check's verdict means to a CI system, which knows fewer of them: what costs points has failed. */
enum Outcome {

    PASSED, FAILED,
    /** The grader could not do its work. */
    ERROR, SKIPPED;

    /** A stretch task is outside the 100: what fails in it is no failure of the submission. */
    static Outcome of(CheckResult check, Task task) {
        return switch (check.verdict()) {
            case PASSED -> PASSED;
            case GRADER_ERROR -> task.stretch() ? SKIPPED : ERROR;
            case FAILED, NOT_STARTED, NOT_RUN, SKIPPED_BY_LEARNER -> task.stretch() ? SKIPPED : FAILED;
            case SKIPPED -> SKIPPED;
        };
    }
}
