package docs.site.blocks;

import docs.site.cells.Cell;
import docs.site.cells.Facts;
import docs.site.cells.Recording;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** What a page says under the output of a cell: where it was recorded, what it needs, what differs, how to run it. */
final class CellFacts {

    private static final String VARIES = "varies";

    private CellFacts() {}

    /** Adds them to the end of `region`. @param needs the cells above whose names the cell uses */
    static void addTo(Element region, Cell cell, Recording recording, List<Cell> needs, String page) {
        Element line = region.appendElement("p").addClass("facts");
        line.appendText("Recorded" + recording.facts().map(CellFacts::words).orElse(""));
        if (!needs.isEmpty()) {
            line.appendText(" · needs ");
            for (Cell need : needs) {
                line.appendText(need == needs.getFirst() ? "" : ", ");
                line.appendElement("a").attr("href", "#" + need.id()).text(need.id());
            }
        }
        if (!region.select("." + VARIES).isEmpty()) {
            line.appendText(" · ").appendElement("span").addClass(VARIES).text("dotted");
            line.appendText(": differs on your machine");
        }
        Element fold = region.appendElement("details").addClass("run");
        fold.appendElement("summary").text("Run it");
        fold.appendElement("pre").appendElement("code").text("./jbang course " + page + "#" + cell.id());
    }

    private static String words(Facts facts) {
        return Stream.of("JDK " + facts.jdk(), facts.system(), facts.date().toString())
                .reduce("", (line, fact) -> line + " · " + fact);
    }

    /** Puts text into `parent`, and marks in it what another machine may print differently. */
    static void mark(Element parent, String text, Cell cell) {
        int done = 0;
        if (cell.varies().isPresent()) {
            Matcher parts = cell.varies().get().matcher(text);
            while (parts.find()) {
                String part = parts.group();
                int start = parts.end() - part.stripLeading().length();
                if (start < parts.end()) {
                    parent.appendText(text.substring(done, start));
                    parent.appendElement("span").addClass(VARIES).text(text.substring(start, parts.end()));
                    done = parts.end();
                }
            }
        }
        parent.appendText(text.substring(done));
    }
}
