package docs.site.exercises;

import docs.site.blocks.PageContext;
import docs.site.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.extension.Contexts;
import org.jsoup.nodes.Element;

/**
 * `[predict]`: a question, perhaps code, perhaps a list of answers to choose from, and what really comes out. That is
 * what the block's cell came to, or its last listing; it is folded away together with what follows it.
 */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN, Contexts.EXAMPLE})
@ContentModel(ContentModel.COMPOUND)
public final class PredictBlock extends ExerciseBlock {

    public PredictBlock(Supplier<PageContext> page) {
        super("predict", page);
    }

    @Override
    void check(Exercise predict) {
        if (predict.last(List.of("listing", "literal")).isEmpty()) {
            predict.defect("it has no output", "end it with a listing of what comes out, or have a cell in it");
        }
        predict.blocks()
                .stream()
                .filter(part -> part.getContext().equals("ulist") && part.getBlocks().size() < 2)
                .forEach(part -> predict.defectAt(part, "one answer is no choice", "write two or more, or none"));
    }

    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.predict")) {
            Element predict = Exercise.frame(block, "Predict");
            Element output = output(predict);
            List<Element> choices = output.previousElementSiblings().is(".ulist")
                    ? output.previousElementSiblings().select("> ul")
                    : List.of();
            choices.forEach(list -> list.addClass("options").select("> li > p").unwrap());
            List<Element> shown = new ArrayList<>(List.of(output));
            shown.addAll(output.nextElementSiblings());
            predict.appendChild(Exercise.folded("What comes out").appendChildren(shown));
        }
    }

    /**
     * A cell's output stands right under it, and the answers to choose from come after the cell: they change places.
     */
    private static Element output(Element predict) {
        Element recording = predict.selectFirst("> .recording");
        if (recording == null) {
            return predict.select("> .listingblock, > .literalblock").last();
        }
        Element next = recording.nextElementSibling();
        if (next != null && next.is(".ulist")) {
            next.after(recording);
        }
        return recording;
    }
}
