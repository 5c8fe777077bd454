package grader.report;

import grader.result.Result;
import grader.result.Result.CheckResult;
import grader.result.Result.TaskResult;
import grader.result.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How each task stands, a line each, and below it what was not run in it. */
public final class TaskLines {

    private static final int MOST_NAMES = 6;

    private final Result result;
    private final Style style;
    private final StringBuilder out = new StringBuilder();

    private TaskLines(Result result, Style style) {
        this.result = result;
        this.style = style;
    }

    public static String of(Result result, Style style) {
        TaskLines lines = new TaskLines(result, style);
        result.tasks().forEach(lines::taskLine);
        return lines.out.toString();
    }

    private void taskLine(TaskResult task) {
        Verdict verdict = task.verdict();
        String points = task.task().stretch() ? "stretch" : task.earned() + "/" + task.task().points();
        String place = verdict == Verdict.PASSED || task.place().isEmpty() ? "" : task.place();
        line("  %s %-16s %7s  %s".formatted(style.sign(task), task.task().id(), points,
                standing(task) + style.dim(place)).stripTrailing());
        if (verdict != Verdict.NOT_STARTED) {
            left(task).forEach((reason, checks) -> left(task, reason, checks));
        }
    }

    private String standing(TaskResult task) {
        if (task.verdict() != Verdict.PASSED) {
            return "%-14s".formatted(task.verdict());
        }
        return task.isProven() ? style.dim(task.task().title())
                : task.skipped() + " of " + task.checks().size() + " checks skipped";
    }

    /**
     * What was not run or skipped in a task, by the reason. That it waits for an earlier lab stands at the top already.
     */
    private Map<String, List<CheckResult>> left(TaskResult task) {
        return task.checks()
                .stream()
                .filter(check -> check.verdict() == Verdict.SKIPPED
                        || check.verdict() == Verdict.NOT_RUN && !result.waitsForAnEarlierLab())
                .collect(Collectors.groupingBy(check -> check.verdict() + ", " + check.reason(), LinkedHashMap::new,
                        Collectors.toList()));
    }

    private void left(TaskResult task, String reason, List<CheckResult> checks) {
        boolean all = checks.size() == task.checks().size();
        String which = checks.size() == 1 ? checks.getFirst().says() : (all ? "all " : "") + checks.size() + " checks";
        line(style.dim("      " + which + ": " + reason));
        if (checks.size() > 1 && !(all && task.verdict() == Verdict.NOT_RUN)) {
            line(style.dim("        " + names(checks)));
        }
    }

    private static String names(List<CheckResult> checks) {
        int more = checks.size() - MOST_NAMES;
        return checks.stream().limit(MOST_NAMES).map(CheckResult::id).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
