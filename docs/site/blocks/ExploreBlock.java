package docs.site.blocks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.site.page.Page;
import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;
import org.jsoup.nodes.Element;

/**
 * `[explore]`: the still picture of a model in docs/site/explore, and its numbers as a table. A script replaces the
 * picture with the model itself.
 */
@Contexts({Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class ExploreBlock extends PageBlock {

    private static final String KIND = "explore";
    private static final String MODEL = "model-";
    private static final String WITHIN = "within-";

    public ExploreBlock(Supplier<PageContext> page) {
        super(KIND, page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        PageContext here = page();
        List<String> lines = reader.readLines();
        StructuralNode block = KeyBlock.open(this, parent, lines, attributes, KIND);
        String picture = holds(block, "image", "table")
                ? String.valueOf(block.getBlocks().getFirst().getAttribute("target"))
                : "";
        String model =
                picture.matches("explore/[a-z-]+\\.svg") ? picture.substring(KIND.length() + 1).replace(".svg", "")
                        : "";
        if (model.isEmpty() || !Files.exists(here.source.file().resolveSibling("../site/explore/" + model + ".js"))) {
            here.defect(here.source.lineOf(lines), "[explore]: it is not the picture of a model and a table",
                    "write image::explore/MODEL.svg[\"…\"] for a model in docs/site/explore, and below it the table "
                            + "explore/MODEL.csv");
            block.removeRole(KIND);
        } else {
            block.addRole(MODEL + model);
            Path measured = here.source.file().resolveSibling(KIND + "/" + model + ".json");
            if (Files.exists(measured)) {
                block.addRole(WITHIN + within(measured));
            }
        }
        return block;
    }

    private static int within(Path measured) {
        try {
            return new JsonMapper().readTree(measured.toFile()).path("within").asInt();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + measured);
        }
    }

    /** When the pictures are in the page, and the tables can scroll. */
    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.explore:has(figure.picture)")) {
            Element figure = block.selectFirst("figure.picture");
            Element table = block.selectFirst("div.table");
            Element title = block.selectFirst("> .title");
            String model = role(block, MODEL).orElseThrow();
            Optional<String> within = role(block, WITHIN);
            if (title != null) {
                figure.appendElement("figcaption").html(title.html());
            }
            Element state = new Element("p").addClass("state").text(figure.select("desc").text());
            block.empty().attr("class", "explored").attr("data-model", model);
            block.appendChildren(List.of(figure, state));
            within.ifPresent(percent -> block.appendElement("p")
                    .addClass("measure")
                    .append("On a server: <code>./jbang measure " + model + "</code>. Each night, the reference "
                            + "is measured: it lies where 8 of 10 runs of the model do, give or take " + percent
                            + "%."));
            block.appendChild(table);
        }
    }

    private static Optional<String> role(Element block, String beginning) {
        return block.classNames()
                .stream()
                .filter(name -> name.startsWith(beginning))
                .map(name -> name.substring(beginning.length()))
                .findFirst();
    }
}
