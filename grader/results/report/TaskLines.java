package grader.results.report;

import grader.core.console.Style;
import grader.core.console.WordWrap;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The result of each task on one line, and below it what was not run in it. */
public final class TaskLines {

    private static final int MOST_NAMES = 6;
    /** As the engine says it of a check that waits for another task of this lab. */
    private static final Pattern BUILDS_ON = Pattern.compile("^it builds on ([a-z-]+), which");

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
        Set<String> awaited = awaited(task);
        boolean waits = !awaited.isEmpty();
        String points = task.task().stretch() ? "stretch" : task.earned() + "/" + task.task().points();
        String place = verdict == Verdict.PASSED || waits || task.place().isEmpty() ? "" : task.place();
        line("  %s %-16s %7s  %s"
                .formatted(waits ? Signs.waiting(style) : Signs.of(task, style), task.task().id(), points,
                        standing(task, awaited) + style.dim(place))
                .stripTrailing());
        if (!task.suspects().isEmpty() && !waits) {
            WordWrap.wrapped("look at " + String.join("; ", task.suspects()), "      ")
                    .forEach(each -> line(style.dim(each)));
        }
        if (verdict != Verdict.NOT_STARTED && !waits) {
            left(task).forEach((reason, checks) -> left(task, reason, checks));
        }
    }

    /**
     * The tasks with which the other points of this one come, if all that can be checked of it now has passed; else
     * none.
     */
    private static Set<String> awaited(TaskResult task) {
        List<CheckResult> waiting =
                task.checks().stream().filter(check -> check.verdict() != Verdict.PASSED).toList();
        Set<String> tasks = waiting.stream()
                .filter(check -> check.verdict() == Verdict.NOT_RUN)
                .map(check -> BUILDS_ON.matcher(check.reason()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        boolean allWait = waiting.stream().allMatch(check -> BUILDS_ON.matcher(check.reason()).find());
        return task.earned() > 0 && allWait ? tasks : Set.of();
    }

    private String standing(TaskResult task, Set<String> awaited) {
        if (!awaited.isEmpty()) {
            int more = task.checkable() - task.earned();
            return "passes as far as it can now; " + (more == 1 ? "1 more point comes" : more + " more points come")
                    + " with " + String.join(", ", awaited);
        }
        if (task.verdict() != Verdict.PASSED) {
            return "%-13s ".formatted(task.verdict());
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
