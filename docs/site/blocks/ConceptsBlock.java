package docs.site.blocks;

import docs.site.blocks.Concepts.Concept;
import docs.site.blocks.Coverage.Section;
import docs.site.page.Markup;
import docs.site.page.Page;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * `[concepts]` above a paragraph: after it the site puts all concepts of docs/pages/concepts.yaml, with links to the
 * sections that cover them, or the lab with which they come.
 */
public final class ConceptsBlock {

    public static final String NAME = "concepts";

    private static final String BLOCK = ".openblock." + NAME;

    private ConceptsBlock() {}

    /** Whether the page gets the tables. */
    public static boolean isIn(Page page) {
        return page.found(NAME, finished -> !finished.body().select(BLOCK).isEmpty());
    }

    /** The page with the tables, which depend on all pages. */
    public static Page placed(Page page, String tables) {
        Page copy = page.with(page.body().clone());
        copy.body().select(BLOCK).append(tables);
        return copy;
    }

    /** As HTML. */
    public static String tables(Concepts concepts, Coverage coverage) {
        Element all = Document.createShell("").body();
        all.ownerDocument().outputSettings().prettyPrint(false);
        concepts.parts().forEach(part -> append(all, part, coverage));
        return all.html();
    }

    private static void append(Element block, Concepts.Part part, Coverage coverage) {
        Element table = block.appendElement("table");
        table.appendElement("caption").text(part.part());
        Element head = table.appendElement("thead").appendElement("tr");
        List.of("Id", "Concept", "Covered by")
                .forEach(name -> head.appendElement("th").attr("scope", "col").text(name));
        Element body = table.appendElement("tbody");
        part.concepts().forEach(concept -> row(body.appendElement("tr"), concept, coverage));
        Markup.table(table);
    }

    private static void row(Element row, Concept concept, Coverage coverage) {
        row.attr("id", "concept-" + concept.id().toLowerCase(Locale.ROOT));
        row.appendElement("td").text(concept.id());
        row.appendElement("td").text(concept.title());
        Element places = row.appendElement("td").appendElement("ul").addClass("places");
        for (Section section : coverage.sections(concept)) {
            places.appendElement("li")
                    .appendElement("a")
                    .attr("href", section.page().source().html() + "#" + section.anchor())
                    .text(shown(section.page()) + section.heading());
        }
        String coming = concept.in()
                .stream()
                .filter(name -> !coverage.isThere(name))
                .map(name -> shown(name).equals(name) ? "the page " + name : shown(name))
                .collect(Collectors.joining(", "));
        if (!coming.isEmpty()) {
            places.appendElement("li").text("comes with " + coming);
        }
    }

    private static String shown(Page page) {
        String name = page.source().name();
        String shown = shown(name).equals(name) ? page.title() : shown(name);
        return shown + (shown.endsWith("?") ? " " : ": ");
    }

    /** `lab 08` for `lab08`. */
    private static String shown(String name) {
        return name.replaceFirst("^lab(\\d\\d)$", "lab $1");
    }
}
