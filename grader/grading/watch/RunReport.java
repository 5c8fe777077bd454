package grader.grading.watch;

import grader.core.console.Style;
import grader.results.report.EarlierText;
import grader.results.report.FailureSelection;
import grader.results.report.FailureText;
import grader.results.report.Signs;
import grader.results.report.TaskLines;
import grader.results.result.OpenTask;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One grading for a learner at work: what has changed, the result of each task, and in full only what to fix next.
 */
final class RunReport {

    private final Result result;
    private final Style style;
    private final Links links;
    private final StringBuilder out = new StringBuilder();

    private RunReport(Result result, Style style) {
        this.result = result;
        this.style = style;
        this.links = Links.of(style);
    }

    /** @param changes as {@link Changes} tells them */
    static String of(Result result, String changes, Style style) {
        RunReport report = new RunReport(result, style);
        report.head();
        result.problem().ifPresentOrElse(report::problem, () -> report.graded(changes));
        return report.out.toString();
    }

    private void head() {
        line(style.bold(result.lab().name() + "  " + result.lab().data().title())
                + style.dim("   " + result.mode() + "   seed " + result.seed()));
        line("");
    }

    private void problem(Result.Problem problem) {
        line(style.red(problem.what()));
        line("  " + problem.remedy());
    }

    private void graded(String changes) {
        Optional<OpenTask> next = result.next();
        EarlierText earlier = new EarlierText(result, style);
        out.append(earlier.unfinished()).append(changes).append(TaskLines.of(result, style)).append('\n');
        List<TaskResult> inWork = result.tasks()
                .stream()
                .filter(task -> next.filter(open -> open.is(result.lab(), task.task())).isPresent())
                .toList();
        inWork.forEach(task -> FailureSelection.of(result, task)
                .forEach(check -> out.append(FailureText.of(result, task.task(), check, style))));
        others(inWork);
        score();
        out.append(earlier.doubt());
        next.ifPresent(this::next);
    }

    /** Failures of tasks that are not next: a line each. */
    private void others(List<TaskResult> inWork) {
        List<TaskResult> others =
                result.tasks().stream().filter(task -> !inWork.contains(task) && !task.failed().isEmpty()).toList();
        for (TaskResult task : others) {
            List<CheckResult> failed = task.failed();
            line(Signs.of(failed.getFirst().verdict(), style) + " " + style.bold(task.task().id()) + " · "
                    + (failed.size() == 1 ? "1 check fails: " + failed.getFirst().says()
                            : failed.size() + " checks fail"));
        }
        if (!others.isEmpty()) {
            line("");
        }
    }

    private void score() {
        String score = style.bold(result.score());
        line("score  " + (result.exitCode() == 0 ? style.green(score) : score)
                + style.dim(String.format(Locale.ROOT, "   in %.1f s", result.millis() / 1000.0)));
        if (result.graderFailed()) {
            line(style.red(result.whyNoScore() + ": the checks marked ! have no score.")
                    + " Press c to try again.");
        } else if (result.nothingChecked()) {
            line("Nothing could be checked.");
        } else if (result.exitCode() == 0) {
            line(result.isWhole() && result.isComplete()
                    ? "All checks pass. Done when you can explain every line out loud."
                    : "All that could be checked passes.");
        }
    }

    private void next(OpenTask next) {
        line("next   " + style.bold(next.named(result.lab()))
                + (next.place().isEmpty() ? "" : "   " + links.to(next.place())));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
