package docs.site.exercises;

import docs.site.blocks.PageContext;
import docs.site.page.Page;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.ListItem;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.jsoup.nodes.Element;

/**
 * `[order]`: a question and a numbered list in its right order. The page shows the steps shuffled, in every build
 * alike, and folds the right order away.
 */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN, Contexts.EXAMPLE})
@ContentModel(ContentModel.COMPOUND)
public final class OrderBlock extends ExerciseBlock {

    public OrderBlock(Supplier<PageContext> page) {
        super("order", page);
    }

    @Override
    void check(Exercise order) {
        List<StructuralNode> steps = order.last(List.of("olist")).map(StructuralNode::getBlocks).orElse(List.of());
        if (steps.size() < 3) {
            order.defect("it has " + steps.size() + " steps", "write three or more in their right order, as `. step`");
        }
        Set<String> seen = new HashSet<>();
        for (StructuralNode step : steps) {
            if (!seen.add(((ListItem) step).getSource())) {
                order.defectAt(step, "the step is there twice", "say what sets one apart from the other");
            }
        }
    }

    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.order")) {
            Element order = Exercise.frame(block, "Put in order");
            Element list = order.select("> .olist").last();
            List<String> right = list.select("> ol > li > p").stream().map(Element::html).toList();
            list.replaceWith(listOf(shuffled(right)).addClass("steps"));
            order.appendChild(Exercise.folded("The right order").appendChild(listOf(right)));
        }
    }

    private static Element listOf(List<String> steps) {
        Element list = new Element("ol");
        steps.forEach(step -> list.appendElement("li").html(step));
        return list;
    }

    private static List<String> shuffled(List<String> right) {
        List<String> steps = Exercise.shuffled(right, String.join("", right));
        if (steps.equals(right)) {
            Collections.rotate(steps, 1);
        }
        return steps;
    }
}
