package grader.results.report;

import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.Failure;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which checks of a task are told with all that happened: what failed, or else the control without which a check was
 * not run.
 */
public final class FailureSelection {

    /** A longer one hides the failures that matter more; `--only` shows it. */
    private static final int SHORT = 20;

    private FailureSelection() {}

    public static List<CheckResult> of(Result result, TaskResult task) {
        List<CheckResult> failed = task.failed();
        List<CheckResult> controls = task.checks()
                .stream()
                .filter(check -> check.verdict() == Verdict.NOT_RUN && check.failure().isPresent())
                .toList();
        if (!result.isWhole()) {
            return Stream.concat(failed.stream(), controls.stream()).toList();
        }
        return failed.isEmpty() ? controls.stream().filter(check -> isShort(check.failure().get())).limit(1).toList()
                : failed;
    }

    private static boolean isShort(Failure failure) {
        return failure.steps()
                .stream()
                .filter(step -> !step.sign().isEmpty())
                .mapToInt(step -> step.lines().size())
                .sum() <= SHORT;
    }
}
