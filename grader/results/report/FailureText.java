package grader.results.report;

import grader.clients.http.Transcript.Mark;
import grader.clients.http.Transcript.Step;
import grader.core.console.Style;
import grader.core.console.WordWrap;
import grader.core.course.PageLink;
import grader.core.course.Task;
import grader.results.result.Cases;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.Failure;
import grader.results.result.Verdict;
import java.util.List;
import java.util.function.Function;

/**
 * One check that failed, or whose control did: the numbered steps, where the difference is, the rule, and the command
 * that repeats just this.
 */
public final class FailureText {

    /** Of the cases that fail; all are in the JSON report. */
    private static final int MOST_CASES = 10;

    /** To the left of what a client does while another one waits; as wide as `client 1: `. */
    private static final String LANE = "          │ ";

    private final Style style;
    private final Function<PageLink, String> page;
    private final StringBuilder out = new StringBuilder();

    private FailureText(Style style, Function<PageLink, String> page) {
        this.style = style;
        this.page = page;
    }

    /** On the machine that has graded: it leads to the page that is built there. */
    public static String of(Result result, Task task, CheckResult check, Style style) {
        FailureText text = new FailureText(style, PageLink::shown);
        text.write(result, task, check);
        return text.out.toString();
    }

    /** For a report, which may be read on another machine. */
    static String of(Result result, Task task, CheckResult check) {
        FailureText text = new FailureText(Style.PLAIN, PageLink::inSources);
        text.write(result, task, check);
        return text.out.toString();
    }

    /** Only what happened, what is wrong with it, and the rule. */
    static String ofCase(CheckResult check, Failure failure, Style style) {
        FailureText text = new FailureText(style, PageLink::shown);
        text.seen(check);
        text.rule(failure);
        return text.out.toString();
    }

    /** Only what happened, and the rule. */
    public static String of(Failure failure) {
        FailureText text = new FailureText(Style.PLAIN, PageLink::inSources);
        text.steps(failure);
        text.rule(failure);
        return text.out.toString();
    }

    private void write(Result result, Task task, CheckResult check) {
        line(Signs.of(check.verdict(), style) + " " + style.bold(task.id() + " · " + check.says())
                + style.dim("   " + check.earned() + "/" + check.points() + " points   " + check.clause()));
        line("");
        if (check.isMachinesFault()) {
            line("  " + style.red(check.reason()));     // What the server did proves nothing.
        } else {
            seen(check);
            check.failure().ifPresent(this::rule);
        }
        line(style.dim("  again:  ") + CheckText.again(result, check));
        line(style.dim("  page:   ") + page.apply(PageLink.to(result.lab(), task, check.rule()))
                + (result.foreign() ? ""
                        : style.dim("    hint: ") + "./jbang course hint " + result.lab().name() + " " + task.id()));
        line("");
    }

    private void seen(CheckResult check) {
        check.failure().ifPresent(this::steps);
        line("  " + style.red((check.verdict() == Verdict.NOT_RUN ? check.verdict() + ": " : "") + check.reason()));
        cases(check.cases());
        check.failure()
                .filter(failure -> !failure.repeated().isEmpty())
                .ifPresent(failure -> line("  " + failure.repeated()));
    }

    private void steps(Failure failure) {
        int number = 1;
        for (Step step : failure.steps()) {
            String lane = LANE.repeat(step.lane());
            String prefix = "  %2s  ".formatted(number++) + lane + (step.who().isEmpty() ? "" : step.who() + ": ");
            String sign = step.sign().isEmpty() ? "" : step.sign() + " ";
            for (int i = 0; i < step.lines().size(); i++) {
                boolean marked = step.mark() != null && step.mark().line() == i;
                String text = prefix + sign + step.lines().get(i);
                line(marked ? text + style.red("    expected: " + step.mark().expected()) : text);
                if (marked && step.mark().length() > 0) {
                    line(" ".repeat(prefix.length() + sign.length() + step.mark().column())
                            + style.red("^".repeat(caret(step.mark()))));
                }
                prefix = " ".repeat(6) + lane + " ".repeat(prefix.length() - 6 - lane.length());
            }
        }
    }

    /** The first failing case has been shown. */
    private void cases(Cases cases) {
        List<String> others = cases.failed().stream().skip(1).toList();
        int hidden = others.size() - MOST_CASES;
        others.stream().limit(MOST_CASES).forEach(each -> line("  " + style.red(each)));
        if (hidden > 0) {
            line("  and " + hidden + " more");
        }
        if (cases.passed() > 0 && !cases.failed().isEmpty()) {
            line("  %s of %s cases pass".formatted(cases.passed(), cases.all())
                    + switch (cases.untried()) {
                        case 0 -> "";
                        case 1 -> ", one was not tried after that";
                        default -> ", %s were not tried after that".formatted(cases.untried());
                    });
        }
    }

    private void rule(Failure failure) {
        WordWrap.wrapped(failure.explanation(), "  ").forEach(this::line);
        serverSaid(failure);
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
