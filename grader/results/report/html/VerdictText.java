package grader.results.report.html;

import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;
import org.jsoup.nodes.Element;

/** A verdict as a sign, a word and a color; the word alone says it all. */
final class VerdictText {

    private VerdictText() {}

    static void put(Element parent, TaskResult task) {
        String rest = switch (task.verdict()) {
            case PASSED -> task.isProven() ? "" : ", " + task.skipped() + " skipped";
            case NOT_RUN ->
                task.earned() == 0 ? ""
                        : ": " + task.count(Verdict.NOT_RUN) + " of " + task.checks().size() + " checks";
            default -> "";
        };
        put(parent, task.verdict(), rest);
    }

    static void put(Element parent, CheckResult check) {
        put(parent, check.verdict(), "");
    }

    private static void put(Element parent, Verdict verdict, String more) {
        String kind = switch (verdict) {
            case PASSED -> "passed";
            case FAILED, GRADER_ERROR -> "failed";
            case NOT_STARTED -> "open";
            case NOT_RUN, SKIPPED, SKIPPED_BY_LEARNER -> "skipped";
        };
        String sign = switch (verdict) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            case GRADER_ERROR -> "!";
            case NOT_STARTED, NOT_RUN -> "·";
            case SKIPPED, SKIPPED_BY_LEARNER -> "–";
        };
        Element span = parent.appendElement("span").addClass(kind);
        span.appendElement("span").attr("aria-hidden", "true").text(sign + " ");
        span.appendText(verdict + more);
    }
}
