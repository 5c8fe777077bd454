package docs.site.exercises;

import docs.site.blocks.PageContext;
import docs.site.page.Page;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.jsoup.nodes.Element;

/**
 * `[drill]`: a question, a paragraph with the options between commas, and a numbered list of cards. Each card is a
 * case, and its answer begins with the right option: `*parse*. Why.` The page folds the answers away. A script deals
 * the cards one at a time and counts.
 */
@Contexts({Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class DrillBlock extends ExerciseBlock {

    private static final Pattern RIGHT = Pattern.compile("<strong>([^<]+)</strong>.*", Pattern.DOTALL);

    public DrillBlock(Supplier<PageContext> page) {
        super("drill", page);
    }

    @Override
    void check(Exercise drill) {
        List<String> kinds = drill.blocks().stream().map(StructuralNode::getContext).toList();
        if (!kinds.equals(List.of("paragraph", "paragraph", "olist"))) {
            drill.defect("it is not a question, a paragraph with options and one numbered list",
                    "write the question, then `accept, parse, route`, then each card as `. case`");
            return;
        }
        List<String> options = List.of(String.valueOf(drill.blocks().get(1).getContent()).split(", "));
        for (StructuralNode card : drill.blocks().getLast().getBlocks()) {
            Matcher right = RIGHT.matcher(Folds.firstWords(card));
            if (!Folds.hasAnswer(card)) {
                drill.defectAt(card, "a card without an answer", Folds.REMEDY);
            } else if (!right.matches() || !options.contains(right.group(1))) {
                drill.defectAt(card, "the answer of a card does not begin with an option",
                        "begin it with one of the options in bold, as `*" + options.getFirst() + "*. Why.`");
            }
        }
    }

    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.drill")) {
            Element drill = Exercise.frame(block, "Drill");
            drill.selectFirst("> .paragraph > p").addClass("from").prependText("One of: ");
            Element list = drill.selectFirst("> .olist");
            Element cards = list.selectFirst("> ol");
            Folds.place(cards, "Which one, and why");
            cards.addClass("cards")
                    .select("> li > details > .paragraph:first-of-type strong:first-child")
                    .forEach(right -> right.addClass("right"));
            list.replaceWith(cards);
        }
    }
}
