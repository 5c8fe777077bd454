package docs.site.blocks;

import docs.site.page.Page;
import grader.core.console.UserError;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * `[steps]`: a picture and a numbered list. Each item of the list tells a step; what the picture does in it stands in
 * its file, see {@link StepPicture}. Without a script the picture stands still above the whole list.
 */
@Contexts({Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class StepsBlock extends PageBlock {

    private static final String KIND = "steps";

    public StepsBlock(Supplier<PageContext> page) {
        super(KIND, page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        PageContext here = page();
        List<String> lines = reader.readLines();
        StructuralNode block = KeyBlock.open(this, parent, lines, attributes, KIND);
        int firstLine = here.source.lineOf(lines);
        String source =
                block.getBlocks().isEmpty() ? "" : String.valueOf(block.getBlocks().getFirst().getAttribute("target"));
        if (!holds(block, "image", "olist") || !source.endsWith(".svg")) {
            here.defect(firstLine, "[steps]: it is not one SVG picture and one numbered list",
                    "write image::pictures/NAME.svg[\"…\"] and below it a step in each line, as `. step`");
            block.removeRole(KIND);
            return block;
        }
        List<StructuralNode> steps = block.getBlocks().getLast().getBlocks();
        if (steps.size() < 2) {
            here.defect(firstLine, "[steps]: it has 1 step", "write two or more, or take the picture alone");
        }
        for (String name : List.of(source, source.replace(".svg", "-narrow.svg"))) {
            check(name, steps, firstLine);
        }
        return block;
    }

    private void check(String name, List<StructuralNode> steps, int firstLine) {
        PageContext here = page();
        Path file = here.source.file().resolveSibling(name);
        here.inputs.add(file);
        if (!Files.exists(file)) {
            return;         // that the picture is missing is told where it is put into the page
        }
        StepPicture picture = new StepPicture(read(file));
        List<String> misspelt = picture.misspelt();
        for (String value : misspelt) {
            here.defect(firstLine, "[steps]: " + name + " says " + value,
                    "write steps as \"2-4 7\" or \"3-\", and places as \"1:0,0 3:120,40\"");
        }
        if (!misspelt.isEmpty()) {
            return;
        }
        for (String value : picture.beyond(steps.size())) {
            here.defect(firstLine,
                    "[steps]: " + name + " says " + value + ", and the list has " + steps.size() + " steps",
                    "add the step to the list, or fix the number in the picture");
        }
        for (int step = 2; step <= steps.size(); step++) {
            if (picture.looks(step).equals(picture.looks(step - 1))) {
                int line = steps.get(step - 1).getSourceLocation().getLineNumber();
                here.defect(firstLine + line - 1, "[steps]: nothing in " + name + " changes at step " + step,
                        "let data-on, data-lit or data-at of a part name the step, or join it with the one before");
            }
        }
    }

    private static Element read(Path file) {
        try {
            return Jsoup.parse(Files.readString(file), "", Parser.xmlParser());
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /** When the pictures are in the page. */
    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.steps:has(figure.picture)")) {
            Element figure = block.selectFirst("figure.picture");
            Element list = block.selectFirst(".olist > ol").removeAttr("class");
            list.select("> li > p:only-child").unwrap();
            int count = list.select("> li").size();
            if (page.defects().isEmpty()) {     // a picture that is written badly has no steps to show
                figure.select("svg").forEach(svg -> new StepPicture(svg).prepare(count));
            }
            Element title = block.selectFirst("> .title");
            Element own = figure.selectFirst("figcaption");
            Element caption = own == null ? figure.appendElement("figcaption") : own;
            caption.append(title == null ? " " : title.html() + " ");
            String still = figure.select("svg").attr("data-still");
            caption.appendElement("span").addClass("still").text("The picture shows step " + still + ".");
            block.empty().removeClass("openblock").removeClass(KIND).addClass("stepped");
            block.appendChildren(List.of(figure, list));
        }
    }
}
