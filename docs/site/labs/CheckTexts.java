package docs.site.labs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import grader.core.console.UserError;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Entities;

/**
 * The checks of one lab as pages show them: what the grader runs, read from its source, so that no page can say
 * anything else. A check is known by its id, which is its method's name in kebab case.
 */
public final class CheckTexts {

    /** One check: the sentence that it makes sure of, what says so, how a right server behaves, and its method. */
    public record CheckText(String file, String sentence, String clause, String explain, String points, String task,
            String code) {

        public String html() {
            return "<figure class=\"excerpt check\"><figcaption><b>" + Entities.escape(sentence) + "</b> " + points
                    + " of task <code>"
                    + Entities.escape(task) + "</code>, <code>" + Entities.escape(file) + "</code></figcaption>"
                    + "<pre><code class=\"language-java\" data-lang=\"java\">" + Entities.escape(code)
                    + "</code></pre></figure>";
        }
    }

    private final Map<String, CheckText> byMethod = new LinkedHashMap<>();

    /** @param files Java sources below `root`; what holds no check is passed over */
    CheckTexts(Path root, List<Path> files) {
        files.stream().filter(file -> file.toString().endsWith(".java")).forEach(file -> read(root, file));
    }

    private void read(Path root, Path file) {
        try {
            String name = root.relativize(file).toString();
            String source = Files.readString(file);
            for (MethodText.Place place : MethodText.places(name, source)) {
                annotation(place.tree()).ifPresent(said -> byMethod.put(place.tree().getName().toString(),
                        new CheckText(name,
                                text(said.get("value")), text(said.get("clause")),
                                text(said.get("explain")).strip().replace('\n', ' '), points(said),
                                text(said.get("task")),
                                MethodText.cut(source, place.signature(), place.end()))));
            }
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /** What a method's `@Check` says, by name; empty if it has none. */
    private static Optional<Map<String, ExpressionTree>> annotation(MethodTree method) {
        return method.getModifiers()
                .getAnnotations()
                .stream()
                .filter(one -> one.getAnnotationType().toString().equals("Check"))
                .map(CheckTexts::members)
                .findFirst();
    }

    private static Map<String, ExpressionTree> members(AnnotationTree annotation) {
        Map<String, ExpressionTree> members = new LinkedHashMap<>();
        for (ExpressionTree member : annotation.getArguments()) {
            AssignmentTree named = (AssignmentTree) member;
            members.put(named.getVariable().toString(), named.getExpression());
        }
        return members;
    }

    private static String points(Map<String, ExpressionTree> said) {
        String points = text(said.get("points"));
        return points.equals("1") ? "1 point" : points + " points";
    }

    /** A literal, or several with plus signs between them; of anything else what stands in the source. */
    private static String text(ExpressionTree value) {
        return switch (value) {
            case null -> "";
            case LiteralTree literal -> String.valueOf(literal.getValue());
            case BinaryTree sum -> text(sum.getLeftOperand()) + text(sum.getRightOperand());
            default -> value.toString();
        };
    }

    /** @param id such as `missing-email` */
    public Optional<CheckText> check(String id) {
        return Optional.ofNullable(byMethod.get(method(id)));
    }

    public Set<String> methods() {
        return byMethod.keySet();
    }

    private static String method(String id) {
        StringBuilder name = new StringBuilder();
        for (String word : id.split("-")) {
            name.append(name.isEmpty() || word.isEmpty() ? word
                    : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
