package grader.report;

import grader.report.Result.CheckResult;
import grader.report.Result.TaskResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How each task stands, a line each, and below it what was not run in it. */
public final class TaskLines {

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    private TaskLines(Style style) {
        this.style = style;
    }

    public static String of(Result result, Style style) {
        TaskLines lines = new TaskLines(style);
        result.tasks().forEach(lines::taskLine);
        return lines.out.toString();
    }

    private void taskLine(TaskResult task) {
        Verdict verdict = task.verdict();
        String points = task.task().stretch() ? "stretch" : task.earned() + "/" + task.task().points();
        String place = verdict == Verdict.PASSED || task.place().isEmpty() ? "" : task.place();
        line("  %s %-16s %7s  %s".formatted(style.sign(verdict), task.task().id(), points,
                padded(verdict == Verdict.PASSED ? style.dim(task.task().title()) : verdict.toString(), verdict) + style.dim(place)).stripTrailing());
        if (verdict != Verdict.NOT_STARTED) {
            left(task).forEach((reason, checks) -> line(style.dim("      " + (checks.size() == 1
                    ? checks.getFirst().says() : checks.size() + " checks") + ": " + reason)));
        }
    }

    /** What was not run or skipped in a task, by the reason. */
    private static Map<String, List<CheckResult>> left(TaskResult task) {
        return task.checks().stream()
                .filter(check -> check.verdict() == Verdict.NOT_RUN || check.verdict() == Verdict.SKIPPED)
                .collect(Collectors.groupingBy(check -> check.verdict() + ", " + check.reason(), LinkedHashMap::new, Collectors.toList()));
    }

    private static String padded(String text, Verdict verdict) {
        return verdict == Verdict.PASSED ? text : "%-14s".formatted(text);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
