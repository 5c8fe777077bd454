package grader.results.report;

import grader.core.course.Task;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;

/** What formats say of a check in words. */
final class CheckText {

    private CheckText() {}

    /** Task and behavior, such as `bind: only the given address is bound`. */
    static String name(Task task, CheckResult check) {
        return task.id() + ": " + check.says();
    }

    /** Verdict and reason; empty if it has passed. */
    static String message(CheckResult check) {
        return check.verdict() == Verdict.PASSED ? "" : check.verdict() + ": " + check.reason();
    }

    /** All that a learner needs: the transcript, the rule, the command that repeats it; empty if it has passed. */
    static String details(Result result, Task task, CheckResult check) {
        boolean hasMore = check.failure().isPresent() || check.cases().all() > 0;
        return check.verdict() != Verdict.PASSED && hasMore ? FailureText.of(result, task, check)
                : message(check);
    }

    /** The command that repeats just this check. */
    static String again(Result result, CheckResult check) {
        return "./jbang grade " + result.call() + " --only " + check.id() + " --seed " + result.seed();
    }

    /** Why the whole says nothing about the submission, or nothing good; empty if all checks could be made. */
    static String problem(Result result) {
        return result.problem()
                .map(problem -> problem.what() + "\n" + problem.remedy())
                .orElseGet(() -> result.graderFailed() ? result.whyNoScore() + ". Grade again."
                        : result.nothingChecked() ? "Nothing could be checked. See why each check was skipped." : "");
    }
}
