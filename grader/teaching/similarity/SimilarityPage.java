package grader.teaching.similarity;

import grader.core.course.Lab;
import grader.results.report.html.HtmlPage;
import grader.teaching.similarity.Pair.Passage;
import grader.teaching.similarity.Pair.Place;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * Similar submissions as an HTML page: the pairs, the most similar first, and for each both sources side by side.
 */
public final class SimilarityPage {

    private static final String STYLE = """
            main { max-width: 110rem; }
            header, .facts, .note, main > p, main > .table { max-width: 62rem; }
            .pairs td, .pairs th { vertical-align: middle; }
            .pairs .points { width: 7rem; }
            .passages { columns: 34rem; font: .9375rem/1.6 var(--sans); }
            .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 32rem), 1fr)); gap: 1rem; }
            .sides h3 { position: sticky; top: 0; margin: 0 -.75rem; padding: .6rem .75rem; background: var(--paper); border-bottom: 1px solid var(--line); }
            """;

    private final Similarities all;
    private final List<Pair> pairs;
    private final Element main;

    private SimilarityPage(Similarities all, Element main) {
        this.all = all;
        this.pairs = all.pairs().stream().filter(pair -> !pair.passages().isEmpty()).toList();
        this.main = main;
    }

    public static String of(Similarities all) {
        Lab lab = all.lab();
        String heading = "Similar submissions of " + lab.name();
        HtmlPage page = new HtmlPage(heading).style(STYLE).style(SourceColumn.STYLE);
        page.heading(heading + ", " + lab.data().title());
        new SimilarityPage(all, page.main()).write();
        return page.toString();
    }

    private void write() {
        HtmlPage.facts(main, "Compared", all.compared().size(), "Not compared", all.leftOut().size(), "Pairs",
                all.pairsInAll(), "Shown, the most similar", pairs.size());
        HtmlPage.prose(main, "JPlag compares the structure of the code: names, comments and layout do not matter. "
                + "Methods in another order lower the number, and are still found. What all have from the starter does "
                + "not count, nor do short passages, so that hardly any pair reaches 100%. A number proves nothing: a "
                + "task may have one natural solution. Read the passages, and ask.");
        identical();
        if (pairs.isEmpty()) {
            main.appendElement("p").text("No two submissions have a passage in common.");
        } else {
            table();
        }
        leftOut();
        for (int i = 0; i < pairs.size(); i++) {
            pair(i + 1, pairs.get(i));
        }
    }

    private void identical() {
        if (all.identical().isEmpty()) {
            return;
        }
        HtmlPage.prose(main, "Some are identical in all that differs from the starter. Only the first of them is "
                + "compared with others.");
        Element rows = HtmlPage.table(main, "Identical", "How many", "Submissions");
        for (List<Compared> same : all.identical()) {
            Element row = rows.appendElement("tr");
            row.appendElement("th").attr("scope", "row").text(String.valueOf(same.size()));
            Element names = row.appendElement("td");
            same.forEach(one -> names.appendText(one == same.getFirst() ? "" : ", ")
                    .appendElement("bdi")
                    .text(one.label()));
        }
    }

    private void table() {
        Element rows = HtmlPage.table(main, "Pairs", "Pair", "Similarity", "Passages", "Submissions");
        rows.parent().addClass("pairs");
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            Element row = rows.appendElement("tr");
            row.appendElement("th")
                    .attr("scope", "row")
                    .appendElement("a")
                    .attr("href", "#" + anchor(i + 1))
                    .text("Pair " + (i + 1));
            Element similarity = row.appendElement("td").text(pair.percent());
            similarity.appendElement("span")
                    .addClass("points")
                    .attr("aria-hidden", "true")
                    .appendElement("i")
                    .attr("style", "width: " + pair.percent());
            row.appendElement("td").text(String.valueOf(pair.passages().size()));
            names(row.appendElement("td"), pair);
        }
    }

    /** A name may be written from right to left: it does not turn what is next to it. */
    private static void names(Element parent, Pair pair) {
        parent.appendElement("bdi").text(pair.first().label());
        parent.appendText(" and ");
        parent.appendElement("bdi").text(pair.second().label());
    }

    private void leftOut() {
        if (all.leftOut().isEmpty()) {
            return;
        }
        Element rows = HtmlPage.table(main, "Not compared", "Submission", "Reason");
        for (Compared one : all.leftOut()) {
            Element row = rows.appendElement("tr");
            row.appendElement("th").attr("scope", "row").appendElement("bdi").text(one.label());
            row.appendElement("td").text(one.reason());
        }
    }

    private void pair(int number, Pair pair) {
        String name = "Pair " + number;
        Element section = main.appendElement("section").attr("id", anchor(number));
        names(section.appendElement("h2").text(name + ", " + pair.percent() + ": "), pair);
        passages(section, name, pair.passages());
        Element sides = section.appendElement("div").addClass("sides");
        List<Place> first = pair.passages().stream().map(Passage::first).toList();
        List<Place> second = pair.passages().stream().map(Passage::second).toList();
        SourceColumn.put(sides, name, 1, pair.first(), pair.second(), first, second);
        SourceColumn.put(sides, name, 2, pair.second(), pair.first(), second, first);
    }

    /** The longest first, as JPlag finds them. */
    private static void passages(Element section, String name, List<Passage> passages) {
        Element list = section.appendElement("ol").addClass("passages");
        for (int i = 0; i < passages.size(); i++) {
            Element item = list.appendElement("li");
            link(item, SourceColumn.anchor(name, 1, i), passages.get(i).first());
            item.appendText(" and ");
            link(item, SourceColumn.anchor(name, 2, i), passages.get(i).second());
        }
    }

    private static void link(Element item, String anchor, Place place) {
        item.appendElement("a")
                .attr("href", "#" + anchor)
                .text(place.file() + ", lines " + place.from() + " to " + place.to());
    }

    private static String anchor(int pair) {
        return "pair-" + pair;
    }
}
