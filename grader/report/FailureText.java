package grader.report;

import grader.console.Style;
import grader.course.Task;
import grader.http.Transcript.Mark;
import grader.http.Transcript.Step;
import grader.result.Result;
import grader.result.Result.CheckResult;
import grader.result.Result.Failure;
import grader.result.Verdict;
import java.util.List;

/**
 * One check that failed, or whose control did: the numbered steps, where the difference is, the rule, and the command
 * that repeats just this.
 */
public final class FailureText {

    private final Result result;
    private final Task task;
    private final CheckResult check;
    private final Style style;
    private final StringBuilder out;

    private FailureText(Result result, Task task, CheckResult check, Style style, StringBuilder out) {
        this.result = result;
        this.task = task;
        this.check = check;
        this.style = style;
        this.out = out;
    }

    public static String of(Result result, Task task, CheckResult check, Style style) {
        StringBuilder out = new StringBuilder();
        new FailureText(result, task, check, style, out).write();
        return out.toString();
    }

    private void write() {
        line(Signs.of(check.verdict(), style) + " " + style.bold(task.id() + " · " + check.says())
                + style.dim("   " + check.earned() + "/" + check.points() + " points   " + check.clause()));
        line("");
        check.failure().ifPresent(this::steps);
        line("  " + style.red((check.verdict() == Verdict.NOT_RUN ? check.verdict() + ": " : "") + check.reason()));
        check.failure()
                .filter(failure -> !failure.repeated().isEmpty())
                .ifPresent(failure -> line("  " + failure.repeated()));
        check.failure().ifPresent(failure -> WordWrap.wrapped(failure.explanation(), "  ").forEach(this::line));
        check.failure().ifPresent(this::serverSaid);
        String lab = result.lab().name();
        line(style.dim("  again:  ") + "./jbang grade " + result.call() + " --only " + check.id() + " --seed "
                + result.seed());
        line(style.dim("  page:   ") + "docs/pages/" + lab + ".adoc, \"" + task.page() + "\""
                + (result.foreign() ? "" : style.dim("    hint: ") + "./jbang course hint " + lab + " " + task.id()));
        line("");
    }

    private void steps(Failure failure) {
        int number = 1;
        for (Step step : failure.steps()) {
            String prefix = "  %2d  ".formatted(number++) + (step.who().isEmpty() ? "" : step.who() + ": ");
            String sign = step.sign().isEmpty() ? "" : step.sign() + " ";
            for (int i = 0; i < step.lines().size(); i++) {
                boolean marked = step.mark() != null && step.mark().line() == i;
                String text = prefix + sign + step.lines().get(i);
                line(marked ? text + style.red("    expected: " + step.mark().expected()) : text);
                if (marked && step.mark().length() > 0) {
                    line(" ".repeat(prefix.length() + sign.length() + step.mark().column())
                            + style.red("^".repeat(caret(step.mark()))));
                }
                prefix = " ".repeat(prefix.length());
            }
        }
    }

    private static int caret(Mark mark) {
        return Math.min(mark.length(), 40);
    }

    private void serverSaid(Failure failure) {
        List<String> said = failure.serverSaid();
        if (!said.isEmpty()) {
            line(style.dim("  the server said on standard error:"));
            said.forEach(text -> line(style.dim("    " + text)));
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
