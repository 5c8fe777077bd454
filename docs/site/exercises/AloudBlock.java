package docs.site.exercises;

import docs.site.blocks.KeyBlock;
import docs.site.blocks.PageBlock;
import docs.site.blocks.PageContext;
import docs.site.page.Page;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.Cursor;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;
import org.jsoup.nodes.Element;

/**
 * `[aloud]`: a numbered list of questions to answer aloud. Each has an answer to compare with, which the page folds
 * away, and in it a link to the place that explains it.
 */
@Contexts({Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class AloudBlock extends PageBlock {

    private static final String KIND = "aloud";

    public AloudBlock(Supplier<PageContext> page) {
        super(KIND, page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        List<String> lines = reader.readLines();
        int firstLine = page().source.lineOf(lines);
        StructuralNode block = KeyBlock.open(this, parent, lines, attributes, KIND);
        if (!holds(block, "olist")) {
            page().defect(firstLine, "[aloud]: it is not one numbered list",
                    "write each question as `. question`, and nothing around the list");
            block.removeRole(KIND);
            return block;
        }
        for (StructuralNode item : block.getBlocks().getFirst().getBlocks()) {
            if (!Folds.hasAnswer(item)) {
                Cursor place = item.getSourceLocation();
                page().defect(firstLine + place.getLineNumber() - 1, "[aloud]: a question without an answer",
                        Folds.REMEDY);
                block.removeRole(KIND);
            }
        }
        return block;
    }

    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.aloud")) {
            Element list = block.selectFirst("> .content > .olist > ol");
            Folds.place(list, "Compare with an answer");
            for (Element item : list.select("> li:not(:has(> details a))")) {
                String question = item.select("> p").text();
                page.defect(question, "[aloud]: the answer has no link to the place that explains it: " + question,
                        "end the answer with a link, as xref:lab01.adoc#bind[Bind]");
            }
            block.replaceWith(list.addClass(KIND));
        }
    }
}
