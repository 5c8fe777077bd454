package grader.results.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import grader.core.console.Style;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;
import org.jsoup.nodes.Entities;

/**
 * The result as the summary of a GitHub job, in GitHub Flavored Markdown: append it to the file that the environment
 * variable GITHUB_STEP_SUMMARY names. What a submission wrote is in `pre` elements with its markup escaped, where
 * Markdown means nothing.
 *
 * <p>GitHub rejects a step's summary of more than 1 MiB. So failures beyond three quarters of that are only counted.
 */
public final class GithubSummaryReport {

    private static final int MOST_BYTES = 768 * 1024;

    private final Result result;
    private final StringBuilder out = new StringBuilder();
    private int bytes;
    private int hidden;

    private GithubSummaryReport(Result result) {
        this.result = result;
    }

    public static String of(Result result) {
        GithubSummaryReport report = new GithubSummaryReport(result);
        report.write();
        return report.out.toString();
    }

    private void write() {
        out.append("## ").append(cell(result.lab().name() + " " + result.lab().data().title())).append("\n\n");
        out.append("**").append(result.score()).append("** points\n\n");
        String problem = CheckText.problem(result);
        if (!problem.isEmpty()) {
            out.append("<pre>").append(text(problem)).append("</pre>\n\n");
        }
        out.append("| | Task | Points | Verdict |\n|---|---|--:|---|\n");
        result.tasks().forEach(this::row);
        out.append('\n');
        if (result.problem().isEmpty()) {
            result.tasks().forEach(task -> FailureSelection.of(result, task).forEach(check -> failure(task, check)));
        }
        if (hidden > 0) {
            out.append("And ").append(hidden).append(" more.\n\n");
        }
        out.append("<sub>").append(cell(result.mode() + ", seed " + result.seed())).append("</sub>\n");
    }

    private void row(TaskResult task) {
        String points = task.task().stretch() ? "stretch" : task.earned() + "/" + task.task().points();
        out.append("| ")
                .append(Signs.of(task, new Style(false, true)))
                .append(" | ")
                .append(cell(task.task().id() + ": " + task.task().title()))
                .append(" | ")
                .append(points)
                .append(" | ")
                .append(task.verdict())
                .append(" |\n");
    }

    private void failure(TaskResult task, CheckResult check) {
        String points = check.earned() + "/" + check.points();
        String text = "<details><summary>" + cell(CheckText.name(task.task(), check) + " (" + points + ")")
                + "</summary>\n\n<pre>"       // after an empty line, so that only </pre> ends it, and no other empty
                                              // line
                + text(CheckText.details(result, task.task(), check)) + "</pre>\n\n</details>\n\n";
        bytes += text.getBytes(UTF_8).length;
        if (bytes > MOST_BYTES) {
            hidden++;
        } else {
            out.append(text);
        }
    }

    private static String text(String text) {
        return Entities.escape(text);
    }

    /** On one line, with nothing that Markdown or a table's row gives a meaning. */
    private static String cell(String text) {
        StringBuilder cell = new StringBuilder();
        text.replaceAll("\\s+", " ")
                .codePoints()
                .forEach(c -> cell.append("\\`*_{}[]<>#!|~&@:$".indexOf(c) < 0 ? Character.toString(c)
                        : "&#" + c + ";"));
        return cell.toString();
    }
}
