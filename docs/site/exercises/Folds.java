package docs.site.exercises;

import java.util.stream.Collectors;
import org.asciidoctor.ast.StructuralNode;
import org.jsoup.nodes.Element;

/** A numbered list of questions, each with its answer between two lines of `====`. The page folds the answers away. */
final class Folds {

    static final String REMEDY = "write it under the question: a line `+`, then the answer between two lines of `====`";

    private Folds() {}

    static boolean hasAnswer(StructuralNode item) {
        return item.getBlocks().stream().filter(Folds::isAnswer).count() == 1;
    }

    private static boolean isAnswer(StructuralNode block) {
        return block.getContext().equals("example");
    }

    /** The answer's first paragraph as HTML; empty if it does not begin with one. */
    static String firstWords(StructuralNode item) {
        return item.getBlocks()
                .stream()
                .filter(Folds::isAnswer)
                .flatMap(answer -> answer.getBlocks().stream().limit(1))
                .filter(first -> first.getContext().equals("paragraph"))
                .map(first -> String.valueOf(first.getContent()))
                .collect(Collectors.joining());
    }

    static void place(Element list, String summary) {
        list.removeAttr("class");
        for (Element item : list.select("> li")) {
            Element answer = item.selectFirst("> .exampleblock");
            item.appendChild(Exercise.folded(summary).appendChildren(answer.selectFirst("> .content").children()));
            answer.remove();
        }
    }
}
