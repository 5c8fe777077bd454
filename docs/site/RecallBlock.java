package docs.site;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;
import org.jsoup.nodes.Element;

/** `[recall]`: a question, and an answer between two lines of `====`, which the page folds away. */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class RecallBlock extends BlockProcessor {

    private final Supplier<PageContext> page;

    RecallBlock(Supplier<PageContext> page) {
        super("recall");
        this.page = page;
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        Exercise recall = Exercise.read(this, parent, reader, attributes, page.get());
        if (recall.last(List.of("example")).isEmpty()) {
            recall.defect("it has no answer", "write one under the question, between two lines of `====`");
        }
        return recall.checked();
    }

    static void place(Page page) {
        for (Element block : page.body().select(".openblock.recall")) {
            Element recall = Exercise.frame(block, "Recall");
            Element answer = recall.select("> .exampleblock, > details").last();
            answer.replaceWith(Exercise.folded("Compare with an answer")
                    .appendChildren(answer.selectFirst("> .content").children()));
        }
    }
}
