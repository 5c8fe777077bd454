package grader.results.report.html;

import grader.core.course.Lab;
import grader.results.result.Earlier;
import grader.results.result.OpenTask;
import grader.results.result.Place;
import grader.results.result.Result;
import grader.results.result.Result.TaskResult;
import grader.results.result.Shortcut;
import java.util.Locale;
import org.jsoup.nodes.Element;

/**
 * A result as an HTML page: the score, where the lab is on a request's way through the server, the tasks, and for each
 * task what failed and why, with hints to unfold.
 */
public final class HtmlReport {

    private static final String STYLE = """
            .score { font: 650 1.5rem/1.3 var(--sans); margin: 0 0 .6rem; }
            .score + .points { max-width: 24rem; }
            """;

    private final Result result;
    private final Element main;

    private HtmlReport(Result result, Element main) {
        this.result = result;
        this.main = main;
    }

    /** The page of one result. */
    public static String of(Result result) {
        Lab lab = result.lab();
        String heading = String.format(Locale.ROOT, "Lab %02d: %s", lab.number(), lab.data().title());
        HtmlPage page = new HtmlPage(heading + ", " + result.score()).style(STYLE)
                .style(SevenStops.STYLE)
                .style(TaskSection.STYLE)
                .style(TranscriptList.STYLE);
        page.heading(heading);
        put(page.main(), result);
        return page.toString();
    }

    /** The same as a part of another page, below a heading of that page: it begins with the score, and has `h2`. */
    public static void put(Element parent, Result result) {
        new HtmlReport(result, parent).write();
    }

    /** What {@link #put} needs in that page. */
    public static void style(HtmlPage page) {
        page.style(STYLE).style(SevenStops.STYLE).style(TaskSection.STYLE).style(TranscriptList.STYLE);
    }

    private void write() {
        main.appendElement("p").addClass("score").text(result.score() + " points");
        points(main, result.earned(), result.checkable());
        SevenStops.put(main, result.lab());
        if (result.problem().isEmpty()) {
            HtmlPage.facts(main, "Graded", result.mode(), "Seed", result.seed(), "Isolation", result.isolation(),
                    "Time", String.format(Locale.ROOT, "%.1f s", result.millis() / 1000.0));
        }
        result.problem().ifPresent(problem -> {
            Element note = bad("Not graded");
            HtmlPage.pre(note, problem.what());
            HtmlPage.prose(note, problem.remedy());
        });
        if (!result.shortcuts().isEmpty()) {
            shortcuts();
        }
        if (result.graderFailed()) {
            bad("Grade again").appendElement("p")
                    .text(result.whyNoScore() + ": the checks with a grader error have no score.");
        }
        result.earlier().stream().filter(each -> !each.unwritten().isEmpty()).forEach(this::unfinished);
        if (result.problem().isEmpty()) {
            result.next().ifPresent(this::next);
        }
        overview();
        if (result.problem().isEmpty()) {
            result.tasks().forEach(task -> TaskSection.put(main, result, task));
        }
    }

    private Element bad(String heading) {
        Element note = main.appendElement("section").addClass("note").addClass("bad");
        note.appendElement("h2").text(heading);
        return note;
    }

    private void shortcuts() {
        Element note = bad("Shortcuts");
        note.appendElement("p")
                .text("Found in the class files. They "
                        + (result.problem().isPresent() ? "make the score 0." : "are reported, and cost no points."));
        Element list = note.appendElement("ul");
        for (Shortcut each : result.shortcuts()) {
            Element item = list.appendElement("li");
            item.appendElement("code").text(Place.shown(result.lab(), each.place()));
            item.appendText(" " + each.says());
        }
    }

    private void unfinished(Earlier earlier) {
        Element note = bad(earlier.lab().name() + " is not finished");
        note.appendElement("p").text(result.lab().name() + " builds on it. Not written yet:");
        Element list = note.appendElement("ul");
        earlier.unwritten()
                .forEach(open -> list.appendElement("li")
                        .text(open.task().id() + ", " + Place.shown(earlier.lab(), open.place())));
    }

    private void next(OpenTask next) {
        Element note = main.appendElement("p").addClass("note");
        note.appendElement("b").text("Next: ");
        note.appendText(next.named(result.lab()) + (next.place().isEmpty() ? "" : ", "));
        if (!next.place().isEmpty()) {
            note.appendElement("code").text(Place.shown(next.lab(), next.place()));
        }
    }

    private void overview() {
        Element rows = HtmlPage.table(main, "Tasks", "Task", "Points", "Verdict", "Where");
        for (TaskResult task : result.tasks()) {
            Element row = rows.appendElement("tr");
            Element name = row.appendElement("th").attr("scope", "row");
            if (result.problem().isEmpty()) {
                name.appendElement("a").attr("href", "#" + TaskSection.anchor(result, task)).text(task.task().id());
            } else {
                name.text(task.task().id());
            }
            name.appendText(": " + task.task().title());
            row.appendElement("td").addClass("number").text(TaskSection.points(task));
            VerdictText.put(row.appendElement("td"), task);
            Element where = row.appendElement("td");
            where.appendElement("code").text(Place.shown(result.lab(), task.place()));
            task.suspects().forEach(each -> where.appendElement("div").appendElement("code").text(each));
        }
    }

    /** A bar; the number is in the text next to it. */
    static void points(Element parent, int earned, int all) {
        long share = all == 0 ? 0 : Math.round(100.0 * earned / all);
        parent.appendElement("span")
                .addClass("points")
                .attr("aria-hidden", "true")
                .appendElement("i")
                .attr("style", "width: " + share + "%");
    }
}
