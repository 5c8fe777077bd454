package docs.site.exercises;

import docs.site.blocks.PageContext;
import docs.site.page.Page;
import java.util.List;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.extension.Contexts;
import org.jsoup.nodes.Element;

/** `[recall]`: a question, and an answer between two lines of `====`, which the page folds away. */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class RecallBlock extends ExerciseBlock {

    public RecallBlock(Supplier<PageContext> page) {
        super("recall", page);
    }

    @Override
    void check(Exercise recall) {
        if (recall.last(List.of("example")).isEmpty()) {
            recall.defect("it has no answer", "write one under the question, between two lines of `====`");
        }
    }

    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.recall")) {
            Element recall = Exercise.frame(block, "Recall");
            Element answer = recall.select("> .exampleblock, > details").last();
            answer.replaceWith(Exercise.folded("Compare with an answer")
                    .appendChildren(answer.selectFirst("> .content").children()));
        }
    }
}
