package docs.site.blocks;

import docs.site.labs.Labs;
import docs.site.page.Page;
import grader.core.course.Lab;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;
import org.jsoup.nodes.Element;

/**
 * `[stops]` above the picture of the seven stops: the page's own stop is lit, as its lab's tasks.yaml names it, and the
 * others are links where a page is about them. On a page that is no lab's, `[stops,lit=parse]` names the stop.
 */
@Contexts({Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class StopsBlock extends PageBlock {

    private static final String LIT = "lit-";

    public StopsBlock(Supplier<PageContext> page) {
        super("stops", page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        PageContext here = page();
        List<String> lines = reader.readLines();
        String own = here.labs.of(here.source.name()).map(lab -> lab.data().stop()).orElse("");
        String lit = (String) attributes.getOrDefault("lit", own);
        StructuralNode block = KeyBlock.open(this, parent, lines, attributes,
                "stops" + (lit.isEmpty() ? "" : " " + LIT + lit.replace(", ", " " + LIT)));
        if (!holds(block, "image")) {
            here.defect(here.source.lineOf(lines), "[stops]: it is not one picture",
                    "write image::pictures/seven-stops.svg[\"…\"] between the two lines of `--`");
        }
        return block;
    }

    /** When the pictures are in the page. */
    public static void place(Page page, Labs labs) {
        for (Element block : page.body().select(".openblock.stops:has(figure.picture)")) {
            Element figure = block.selectFirst("figure.picture");
            List<String> lit = block.classNames()
                    .stream()
                    .filter(name -> name.startsWith(LIT))
                    .map(name -> name.substring(LIT.length()))
                    .toList();
            boolean lab = labs.of(page.source().name()).isPresent();
            for (String stop : lit) {
                if (figure.select("[data-stop=" + stop + "]").isEmpty() && !lab) {
                    page.defect("lit=" + stop, "[stops]: the picture has no stop " + stop,
                            "name one of " + String.join(", ", figure.select("[data-stop]").eachAttr("data-stop")));
                }
            }
            figure.select("svg").forEach(svg -> svg.select("[data-stop]").forEach(stop -> light(stop, lit, labs, svg)));
            block.replaceWith(figure);
        }
    }

    private static void light(Element stop, List<String> lit, Labs labs, Element svg) {
        String name = stop.attr("data-stop");
        Optional<Lab> about = labs.atStop(name);
        if (lit.contains(name)) {
            stop.addClass("lit").attr("aria-current", "step");
        } else if (about.isPresent()) {
            svg.attr("role", "group");      // The parts of an image are not told; those of a group are.
            Element link = new Element("a").attr("href", about.get().name() + ".html");
            link.attr("aria-label",
                    String.format(Locale.ROOT, "%s: lab %02d, %s", name, about.get().number(),
                            about.get().data().title()));
            stop.replaceWith(link);
            link.appendChild(stop);
        }
    }
}
