package docs.site.exercises;

import docs.site.blocks.PageContext;
import docs.site.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.jsoup.nodes.Element;

/**
 * `[predict]`: a question, perhaps code, perhaps a list of answers to choose from, the right one marked with `[x]`, and
 * what really comes out. That is what the block's cell came to, or its last listing; it is folded away together with
 * what follows it.
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
        predict.blocks()
                .stream()
                .filter(part -> part.getContext().equals("ulist") && right(part) > 1)
                .forEach(part -> predict.defectAt(part, "it has " + right(part) + " right answers",
                        "mark one with `* [x]`, or ask by [quiz]"));
    }

    private static long right(StructuralNode list) {
        return list.getBlocks().stream().filter(answer -> answer.hasAttribute("checked")).count();
    }

    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.predict")) {
            Element predict = Exercise.frame(block, "Predict");
            Element output = output(predict);
            List<Element> choices = output.previousElementSiblings().is(".ulist")
                    ? output.previousElementSiblings().select("> ul")
                    : List.of();
            List<Element> shown = new ArrayList<>(List.of(output));
            choices.forEach(list -> choice(list).ifPresent(shown::addFirst));
            shown.addAll(output.nextElementSiblings());
            predict.appendChild(Exercise.folded("What it prints").appendChildren(shown));
        }
    }

    /** Makes options of a list. @return a sentence with the right one, if one is marked */
    private static Optional<Element> choice(Element list) {
        Optional<Element> answer = Optional.empty();
        for (Element words : list.select("> li > p")) {
            if (Exercise.takeCheck(words)) {
                list.attr("data-right", String.valueOf(words.parent().elementSiblingIndex()));
                answer = Optional.of(new Element("p").addClass("right").html("<b>Right:</b> " + words.html()));
            }
            words.unwrap();
        }
        list.attr("class", "options");
        return answer;
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
