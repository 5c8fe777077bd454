package grader.teaching.gradebook.writers;

import com.fasterxml.jackson.databind.ObjectMapper;
import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.results.report.JsonResult;
import grader.results.report.html.HtmlPage;
import grader.results.report.html.HtmlReport;
import grader.teaching.gradebook.Attempt;
import grader.teaching.gradebook.ResultSummary;
import grader.teaching.gradebook.policy.Policy;
import grader.teaching.gradebook.scores.LabScore;
import grader.teaching.gradebook.scores.Learner;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** What one learner reads: all labs and attempts, each as the HTML report of its result. The last attempt is open. */
final class FeedbackPage {

    private static final String STYLE = """
            .attempt > summary { font-weight: 600; }
            details.attempt { margin: 1rem 0; }
            """;

    private static final int DEEPEST = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<String, Lab> labs;
    private final Policy policy;
    private final HtmlPage page;

    private FeedbackPage(Function<String, Lab> labs, Policy policy, String name) {
        this.labs = labs;
        this.policy = policy;
        page = new HtmlPage("Feedback for " + name).style(STYLE).style(Remarks.STYLE);
        HtmlReport.style(page);
    }

    /**
     * @param labs by name
     * @param policy the rules by which they count
     * @param learner with the points that count
     * @param results of this learner, in their order; only one of them is in memory as a whole, besides the page
     */
    static String of(Function<String, Lab> labs, Policy policy, Learner learner, List<ResultSummary> results) {
        String name = Names.shown(learner.name());
        FeedbackPage feedback = new FeedbackPage(labs, policy, name);
        feedback.page.heading(name).attr("dir", "auto");
        feedback.overview(learner, results);
        results.stream()
                .collect(Collectors.groupingBy(one -> one.attempt().lab(), TreeMap::new, Collectors.toList()))
                .forEach(feedback::lab);
        return feedback.page.toString();
    }

    /** What counts is in the row of the attempt that counts; extra points for a lab without one have a row. */
    private void overview(Learner learner, List<ResultSummary> results) {
        Element rows =
                HtmlPage.table(page.main(), "All attempts", "Lab", "Attempt", "Submitted", "Points", "Counts as");
        for (ResultSummary one : results) {
            Attempt attempt = one.attempt();
            Element row = rows.appendElement("tr");
            row.appendElement("th")
                    .attr("scope", "row")
                    .appendElement("a")
                    .attr("href", "#" + attempt.lab())
                    .text(attempt.lab() + ": " + one.title());
            row.appendElement("td").text(attempt.number());
            submitted(row.appendElement("td"), one);
            row.appendElement("td").addClass("number").text(points(one));
            Element counts = row.appendElement("td").addClass("number");
            LabScore score = learner.scores().get(attempt.lab());
            if (score.counted().filter(one::equals).isPresent()) {
                Remarks.put(counts, score);
            } else if (score.counted().isPresent()) {
                counts.text("–");
                policy.lab(attempt.lab())
                        .penalty(one.submitted(), one.percent())
                        .flatMap(Remarks::late)
                        .ifPresent(late -> Remarks.add(counts, late));
            }
        }
        learner.scores().forEach((lab, score) -> {
            if (!score.isSubmitted() && !score.extra().isEmpty()) {
                Element row = rows.appendElement("tr");
                row.appendElement("th").attr("scope", "row").text(lab);
                row.appendElement("td").attr("colspan", "3");
                Remarks.put(row.appendElement("td").addClass("number"), score);
            }
        });
        if (learner.scores().size() > 1 && learner.total().isPresent()) {
            HtmlPage.facts(page.main(), "Total", Points.text(learner.total().getAsDouble()) + " of 100");
        }
    }

    private void submitted(Element cell, ResultSummary one) {
        one.submitted().ifPresent(time -> {
            cell.text(Times.text(time.atZone(policy.zone())));
            policy.lab(one.attempt().lab()).due().ifPresent(due -> Remarks.add(cell, "due " + Times.text(due)));
        });
    }

    private void lab(String lab, List<ResultSummary> attempts) {
        page.main().appendElement("h2").attr("id", lab).text(lab + ": " + attempts.getFirst().title());
        for (ResultSummary one : attempts.reversed()) {
            String number = attempts.size() == 1 ? "" : "Attempt " + one.attempt().number() + ": ";
            Element fold = HtmlPage.fold(page.main(), number + points(one)).addClass("attempt");
            fold.attr("open", one.equals(attempts.getLast()));
            report(fold, one);
            belowItsLab(fold, lab + "-" + attempts.indexOf(one) + "-");
        }
    }

    /** A result that does not follow the schema costs only itself. */
    private void report(Element parent, ResultSummary one) {
        try {
            HtmlReport.put(parent, JsonResult.of(JSON.readTree(one.file().toFile()), labs));
        } catch (IOException | IllegalArgumentException | UserError error) {
            parent.appendElement("p").text("This result cannot be shown: " + error.getMessage());
        }
    }

    /** Headings of a report are below that of the lab; anchors and regions are unique among the attempts. */
    private static void belowItsLab(Element report, String prefix) {
        for (int level = DEEPEST; level >= 2; level--) {
            int below = level + 1;
            report.select("h" + level).forEach(heading -> heading.tagName("h" + below));
        }
        report.select("[role=region]")
                .forEach(one -> one.attr("aria-label", one.attr("aria-label") + ", " + prefix.replaceFirst("-$", "")));
        report.select("[id]").forEach(one -> one.attr("id", prefix + one.attr("id")));
        report.select("a[href^=#]").forEach(one -> one.attr("href", "#" + prefix + one.attr("href").substring(1)));
    }

    private static String points(ResultSummary one) {
        return one.hasScore() ? one.earned() + " of " + one.checkable() + " points"
                : "no points yet: the grader could not grade it";
    }
}
