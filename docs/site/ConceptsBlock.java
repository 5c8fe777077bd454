package docs.site;

import docs.site.Concepts.Concept;
import docs.site.Coverage.Section;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * `[concepts]` above a paragraph: behind it the site puts all concepts of docs/pages/concepts.yaml, with links to the
 * sections that cover them, or the lab with which they come.
 */
final class ConceptsBlock {

    static final String NAME = "concepts";

    private ConceptsBlock() {}

    static void place(List<Page> pages, Concepts concepts, Coverage coverage) {
        for (Page page : pages) {
            for (Element block : page.body().select(".openblock." + NAME)) {
                for (Concepts.Part part : concepts.parts()) {
                    Element table = block.appendElement("table").addClass("tableblock");
                    table.appendElement("caption").text(part.part());
                    Element head = table.appendElement("thead").appendElement("tr");
                    List.of("Id", "Concept", "Covered by").forEach(name -> head.appendElement("th").attr("scope", "col").text(name));
                    Element body = table.appendElement("tbody");
                    part.concepts().forEach(concept -> row(body.appendElement("tr"), concept, coverage));
                    Markup.table(table);
                }
            }
        }
    }

    private static void row(Element row, Concept concept, Coverage coverage) {
        row.attr("id", "concept-" + concept.id().toLowerCase());
        row.appendElement("td").text(concept.id());
        row.appendElement("td").text(concept.title());
        Element places = row.appendElement("td").appendElement("ul").addClass("places");
        for (Section section : coverage.sections(concept)) {
            places.appendElement("li").appendElement("a").attr("href", section.page().source().html() + "#" + section.anchor())
                    .text(shown(section.page()) + section.heading());
        }
        String coming = concept.in().stream().filter(name -> !coverage.isThere(name)).map(ConceptsBlock::shown)
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
