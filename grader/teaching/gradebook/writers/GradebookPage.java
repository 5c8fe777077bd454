package grader.teaching.gradebook.writers;

import grader.results.report.html.HtmlPage;
import grader.teaching.gradebook.Finding;
import grader.teaching.gradebook.scores.CheckTally;
import grader.teaching.gradebook.scores.Gradebook;
import grader.teaching.gradebook.scores.LabColumn;
import grader.teaching.gradebook.scores.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** The gradebook as an HTML page: each lab with its histogram and the checks that fail most often, and all learners. */
public final class GradebookPage {

    private static final String STYLE = """
            main { max-width: 76rem; }
            .scores td, .scores th { padding-right: 1.1rem; }
            .scores thead th:nth-child(n+2) { text-align: right; }
            .scores tbody th { min-width: 9rem; max-width: 18rem; overflow-wrap: anywhere; }
            .scores td { min-width: 5rem; }
            .checks td:first-child { width: 60%; }
            @media print { @page { size: landscape; } .scores { font-size: .8rem; } }
            """;
    private static final int MOST_CHECKS = 10;
    private static final int MOST_FINDINGS = 100;

    private final Gradebook book;
    private final RuleLink links;
    private final Element main;

    private GradebookPage(Gradebook book, Optional<String> pages, Element main) {
        this.book = book;
        this.links = new RuleLink(pages);
        this.main = main;
    }

    /** @param pages where the course's pages are published; without it there are no links to them */
    public static String of(Gradebook book, Optional<String> pages) {
        HtmlPage page = new HtmlPage(book.policy().title()).style(STYLE).style(Histogram.STYLE).style(Remarks.STYLE);
        page.heading(book.policy().title());
        new GradebookPage(book, pages, page.main()).write();
        return page.toString();
    }

    private void write() {
        HtmlPage.facts(main, "Learners", book.learners().size(), "Attempts", book.results().size(), "What counts",
                book.policy().last() ? "the last attempt" : "the best attempt", "Missing",
                book.learners().stream().mapToInt(learner -> learner.missing().size()).sum());
        findings();
        Element contents = main.appendElement("nav").attr("aria-label", "Contents").appendElement("p");
        book.labs().forEach(lab -> link(contents, lab.name(), lab.name()));
        link(contents, "learners", "all learners");
        book.labs().forEach(this::lab);
        learners();
    }

    private static void link(Element contents, String anchor, String text) {
        contents.appendElement("a").attr("href", "#" + anchor).text(text);
        contents.appendText(" ");
    }

    private void findings() {
        List<Finding> all = book.findings();
        if (all.isEmpty()) {
            return;
        }
        Element note = main.appendElement("section").addClass("note").addClass("bad");
        note.appendElement("h2").text("Not complete");
        Element list = note.appendElement("ul");
        all.stream().limit(MOST_FINDINGS).forEach(each -> list.appendElement("li").text(each.toString()));
        if (all.size() > MOST_FINDINGS) {
            list.appendElement("li").text("and " + (all.size() - MOST_FINDINGS) + " more");
        }
    }

    private void lab(LabColumn lab) {
        main.appendElement("h2")
                .attr("id", lab.name())
                .text(lab.name() + (lab.title().isEmpty() ? "" : ": ")
                        + lab.title());
        List<Object> facts = new ArrayList<>(List.of("Graded", lab.points().size()));
        if (lab.missing() > 0) {
            facts.addAll(List.of("Missing", lab.missing()));
        }
        if (!lab.points().isEmpty()) {
            facts.addAll(List.of("Mean", Points.text(lab.mean()), "Median", Points.text(lab.median())));
        }
        lab.policy().due().ifPresent(due -> facts.addAll(List.of("Due", Times.text(due))));
        facts.addAll(List.of("Weight", Points.text(lab.policy().weight())));
        HtmlPage.facts(main, facts.toArray());
        if (!lab.points().isEmpty()) {
            Histogram.put(main, lab.name(), lab.histogram());
        }
        if (!lab.failures().isEmpty()) {
            checks(lab);
        }
    }

    private void checks(LabColumn lab) {
        Element rows = HtmlPage.table(main, "The checks of " + lab.name() + " that fail most often", "Check", "Failed",
                "Not reached", "Rule");
        rows.parent().addClass("checks");
        for (CheckTally tally : lab.failures().subList(0, Math.min(MOST_CHECKS, lab.failures().size()))) {
            Element row = rows.appendElement("tr");
            row.appendElement("td").text(tally.check().says());
            row.appendElement("td").text(Points.percent(tally.failedShare()) + ", " + tally.failed());
            row.appendElement("td").text(Points.percent(tally.notReachedShare()));
            links.put(row.appendElement("td"), tally.check().rule());
        }
    }

    private void learners() {
        main.appendElement("h2").attr("id", "learners").text("Learners");
        String[] columns = Stream.concat(Stream.of("Name", "Total"), book.labs().stream().map(LabColumn::name))
                .toArray(String[]::new);
        Element rows = HtmlPage.table(main, "Points out of 100", columns);
        rows.parent().addClass("scores");
        for (Learner learner : book.learners()) {
            Element row = rows.appendElement("tr");
            row.appendElement("th").attr("scope", "row").attr("dir", "auto").text(Names.shown(learner.name()));
            Element total = row.appendElement("td").addClass("number");
            if (learner.total().isPresent()) {
                total.appendElement("b").text(Points.text(learner.total().getAsDouble()));
            } else {
                total.text("missing").addClass("failed");
            }
            learner.scores()
                    .values()
                    .forEach(score -> Remarks.put(row.appendElement("td").addClass("number"), score));
        }
    }
}
