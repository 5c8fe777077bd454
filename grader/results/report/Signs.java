package grader.results.report;

import grader.core.console.Style;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;

/** The sign of a verdict, as the output can show it. */
public final class Signs {

    private Signs() {}

    /** A task of which something was skipped has passed in part only. */
    public static String of(TaskResult task, Style style) {
        return task.verdict() == Verdict.PASSED && !task.isProven() ? "~" : of(task.verdict(), style);
    }

    /** All that can be checked of a task has passed, and the rest waits for another task. */
    static String waiting(Style style) {
        return style.green("~");
    }

    public static String of(Verdict verdict, Style style) {
        return switch (verdict) {
            case PASSED -> style.green(style.unicode() ? "✓" : "+");
            case FAILED -> style.red(style.unicode() ? "✗" : "x");
            case GRADER_ERROR -> style.red("!");
            case NOT_STARTED, NOT_RUN -> style.dim(style.unicode() ? "·" : ".");
            case SKIPPED, SKIPPED_BY_LEARNER -> style.dim("-");
        };
    }
}
