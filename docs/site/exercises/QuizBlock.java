package docs.site.exercises;

import docs.site.blocks.PageContext;
import docs.site.page.Page;
import java.util.List;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.jsoup.nodes.Element;

/**
 * `[quiz]`: a question and a checklist, `* [x]` for right options and `* [ ]` for wrong ones. Under each stands, as `**
 * text`, why it is what it is. The page shows the options shuffled, in every build alike; which is right is folded away
 * with the reasons.
 */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN, Contexts.EXAMPLE})
@ContentModel(ContentModel.COMPOUND)
public final class QuizBlock extends ExerciseBlock {

    public QuizBlock(Supplier<PageContext> page) {
        super("quiz", page);
    }

    @Override
    void check(Exercise quiz) {
        List<StructuralNode> options = quiz.last(List.of("ulist")).map(StructuralNode::getBlocks).orElse(List.of());
        if (options.size() < 2) {
            quiz.defect("it has no options to choose from", "write two or more, as `* [ ] wrong` and `* [x] right`");
            return;
        }
        options.forEach(option -> check(quiz, option));
        long right = options.stream().filter(option -> option.hasAttribute("checked")).count();
        if (right == 0) {
            quiz.defect("no option is right", "mark one with `* [x]`");
        } else if (right == options.size()) {
            quiz.defect("every option is right", "leave one as `* [ ]`, or ask by [recall]");
        }
    }

    private static void check(Exercise quiz, StructuralNode option) {
        if (!option.hasAttribute("checkbox")) {
            quiz.defectAt(option, "an option without a box", "begin it with `* [ ]`, or with `* [x]` if it is right");
        }
        if (option.getBlocks().stream().noneMatch(part -> part.getContext().equals("ulist"))) {
            quiz.defectAt(option, "an option without a reason",
                    "say under it why it is right or wrong, as `** reason`");
        }
    }

    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.quiz")) {
            Element quiz = Exercise.frame(block, "Quiz");
            Element answers = new Element("ol").attr("type", "a");
            Element options = new Element("ol").attr("type", "a").addClass("options");
            Element list = quiz.select("> .checklist").last();
            Exercise.shuffled(list.select("> ul > li"), quiz.selectFirst("> legend").text())
                    .forEach(item -> option(item, options, answers));
            list.replaceWith(options);
            quiz.appendChild(Exercise.folded("The answers, and why").appendChild(answers));
        }
    }

    private static void option(Element item, Element options, Element answers) {
        Element words = item.selectFirst("> p");
        boolean right = Exercise.takeCheck(words);
        options.appendElement("li").html(words.html());
        Element answer = answers.appendElement("li");
        if (right) {
            answer.addClass("right");
        }
        answer.appendElement("b").text(right ? "Right." : "No.");
        item.select("> .ulist > ul > li > p").forEach(reason -> answer.append(" " + reason.html()));
    }
}
