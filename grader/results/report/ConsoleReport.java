package grader.results.report;

import grader.core.console.Style;
import grader.core.console.WordWrap;
import grader.core.course.PageLink;
import grader.core.course.Task;
import grader.results.result.OpenTask;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.Failure;
import grader.results.result.Result.TaskResult;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The result as a learner reads it: what stands, what failed and why, and the next step. */
public final class ConsoleReport {

    private final Result result;
    private final Style style;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> loops = new HashSet<>();

    private ConsoleReport(Result result, Style style) {
        this.result = result;
        this.style = style;
    }

    public static String of(Result result, Style style) {
        ConsoleReport report = new ConsoleReport(result, style);
        report.write();
        return style.fit(report.out.toString());
    }

    private void write() {
        line(style.bold(result.lab().name() + "  " + result.lab().data().title())
                + style.dim("   " + result.mode() + "   seed " + result.seed() + "   " + result.isolation()));
        line("");
        if (result.problem().isPresent()) {
            Result.Problem problem = result.problem().get();
            line(style.red(problem.what()));
            line("  " + problem.remedy());
            line("");
        } else {
            out.append(new EarlierText(result, style).unfinished());
            out.append(TaskLines.of(result, style));
            line("");
            result.tasks().forEach(task -> FailureSelection.of(result, task).forEach(check -> failure(task, check)));
        }
        shortcuts();
        summary();
    }

    /** Of those that one endless loop fails, the first is told in full. */
    private void failure(TaskResult task, CheckResult check) {
        String loop = check.failure().map(Failure::loop).orElse("");
        if (loop.isEmpty() || loops.add(loop)) {
            out.append(FailureText.of(result, task.task(), check, style));
        } else {
            line(Signs.of(check.verdict(), style) + " " + style.bold(task.task().id() + " · " + check.says()));
            line("  " + style.red("the same endless loop, in " + loop));
            line("");
        }
    }

    /** In a problem they are told already. */
    private void shortcuts() {
        if (result.shortcuts().isEmpty() || result.problem().isPresent()) {
            return;
        }
        line(style.bold("shortcuts") + style.dim("   they are reported, and cost no points"));
        result.shortcuts()
                .forEach(each -> WordWrap.wrapped(each.toString(), "  ").forEach(text -> line(style.red(text))));
        line("");
    }

    private void summary() {
        int earned = result.earned();
        int checkable = result.checkable();
        String score = style.bold(result.score());
        line("score  " + (earned == checkable && checkable > 0 ? style.green(score) : score)
                + style.dim(String.format(Locale.ROOT, "   in %.1f s", result.millis() / 1000.0)));
        if (result.graderFailed()) {
            line(style.red(result.whyNoScore() + ": the checks marked ! have no score.")
                    + (result.machineFailed() ? " Try again when it is quieter."
                            : " Try again, and report it if it stays: ./jbang course doctor"));
        }
        out.append(new EarlierText(result, style).doubt());
        next();
    }

    private void next() {
        if (result.problem().isPresent()) {
            return;
        }
        if (result.nothingChecked()) {
            line("Nothing could be checked in this way: --command starts a server, and checks it all.");
            return;
        }
        if (result.exitCode() == 0) {
            passed();
        }
        result.next().ifPresent(this::next);
    }

    private void next(OpenTask next) {
        Task task = next.task();
        line("next   " + style.bold(next.named(result.lab())) + (next.place().isEmpty() ? "" : "   " + next.place()));
        line(style.dim("       page: " + PageLink.to(next.lab(), task).shown()
                + (result.foreign() ? "" : "   hint: ./jbang course hint " + next.lab().name() + " " + task.id())));
    }

    private void passed() {
        if (result.isWhole() && result.tasks().stream().anyMatch(TaskResult::isProven)) {
            line("");
            result.tasks()
                    .stream()
                    .filter(TaskResult::isProven)
                    .forEach(task -> WordWrap.wrapped(task.task().id() + ": " + task.task().why(), "  ")
                            .forEach(text -> line(style.dim(text))));
            line("");
        }
        if (!result.isComplete()) {
            line("All that could be checked passes.");
        } else if (result.isWhole()) {
            line("All checks pass. Done when you can explain every line out loud.");
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
