package grader.report;

import grader.result.Result;
import grader.result.Result.TaskResult;
import grader.result.Verdict;
import java.nio.charset.StandardCharsets;

/**
 * How the console is written: colours and signs only where they are wanted and can be shown.
 *
 * @param colour on a terminal, without `NO_COLOR`, outside CI and with a `TERM` that is not dumb
 * @param unicode where standard output is UTF-8; else ASCII signs
 */
public record Style(boolean colour, boolean unicode) {

    public static Style ofTerminal() {
        boolean plain = System.getenv("NO_COLOR") != null || System.getenv("CI") != null
                || "dumb".equals(System.getenv("TERM"));
        boolean terminal = System.console() != null && System.console().isTerminal();
        return new Style(terminal && !plain, System.out.charset().equals(StandardCharsets.UTF_8));
    }

    public static final Style PLAIN = new Style(false, true);

    public String green(String text) {
        return paint("32", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    /** A task of which something was skipped has passed in part only. */
    public String sign(TaskResult task) {
        return task.verdict() == Verdict.PASSED && !task.isProven() ? "~" : sign(task.verdict());
    }

    /** All that can be checked of a task has passed, and the rest waits for another task. */
    public String waiting() {
        return green("~");
    }

    public String sign(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> green(unicode ? "✓" : "+");
            case FAILED -> red(unicode ? "✗" : "x");
            case GRADER_ERROR -> red("!");
            case NOT_STARTED, NOT_RUN -> dim(unicode ? "·" : ".");
            case SKIPPED, SKIPPED_BY_LEARNER -> dim("-");
        };
    }

    /** The text with signs that this output cannot show put into ASCII. */
    public String fit(String text) {
        return unicode ? text
                : text.replace("…", "...").replace("§", "section ").replace("·", "-").replaceAll("[^\\x00-\\x7f]", "?");
    }
}
