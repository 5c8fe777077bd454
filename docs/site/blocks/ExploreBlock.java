package docs.site.blocks;

import docs.site.page.Page;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
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
            block.addRole("model-" + model);
        }
        return block;
    }

    /** When the pictures are in the page, and the tables can scroll. */
    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.explore:has(figure.picture)")) {
            Element figure = block.selectFirst("figure.picture");
            Element table = block.selectFirst("div.table");
            Element title = block.selectFirst("> .title");
            String model =
                    block.classNames().stream().filter(name -> name.startsWith("model-")).findFirst().orElseThrow();
            if (title != null) {
                figure.appendElement("figcaption").html(title.html());
            }
            Element state = new Element("p").addClass("state").text(figure.select("desc").text());
            block.empty().attr("class", "explored").attr("data-model", model.substring("model-".length()));
            block.appendChildren(List.of(figure, state, table));
        }
    }
}
