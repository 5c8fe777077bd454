package docs.site;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.extension.Contexts;
import org.jsoup.nodes.Element;

/**
 * `[predict]`: a question, perhaps code, perhaps a list of answers to choose from, and what really comes out. That is
 * the last listing of the block; it is folded away together with what follows it.
 */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN, Contexts.EXAMPLE})
@ContentModel(ContentModel.COMPOUND)
public final class PredictBlock extends ExerciseBlock {

    PredictBlock(Supplier<PageContext> page) {
        super("predict", page);
    }

    @Override
    void check(Exercise predict) {
        if (predict.last(List.of("listing", "literal")).isEmpty()) {
            predict.defect("it has no output", "end it with a listing of what comes out");
        }
        predict.blocks().stream()
                .filter(part -> part.getContext().equals("ulist") && part.getBlocks().size() < 2)
                .forEach(part -> predict.defectAt(part, "one answer is no choice", "write two or more, or none"));
    }

    static void place(Page page) {
        for (Element block : page.body().select(".openblock.predict")) {
            Element predict = Exercise.frame(block, "Predict");
            Element output = predict.select("> .listingblock, > .literalblock").last();
            List<Element> choices = output.previousElementSiblings().is(".ulist")
                    ? output.previousElementSiblings().select("> ul") : List.of();
            choices.forEach(list -> list.addClass("options").select("> li > p").unwrap());
            List<Element> shown = new ArrayList<>(List.of(output));
            shown.addAll(output.nextElementSiblings());
            predict.appendChild(Exercise.folded("What comes out").appendChildren(shown));
        }
    }
}
