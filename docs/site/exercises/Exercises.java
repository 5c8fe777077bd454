package docs.site.exercises;

import docs.site.blocks.AttributeRoles;
import docs.site.page.Page;
import java.util.HashSet;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * The exercises of a page, each with a name that browsers remember its answer by. The name is made from the question:
 * another exercise above it, or a corrected answer, does not change it.
 */
public final class Exercises {

    private static final Evaluator ALL =
            Selector.evaluatorOf("fieldset:is(.quiz, .order, .recall, .predict, .drill)");

    private Exercises() {}

    private static Elements of(Page page) {
        return page.body().select(ALL);
    }

    /** How many a finished page has. */
    public static int count(Page page) {
        return page.found("exercises", finished -> of(finished).size());
    }

    public static void name(Page page) {
        Set<String> questions = new HashSet<>();
        Set<String> wholes = new HashSet<>();
        for (Element exercise : of(page)) {
            String question = name(exercise, exercise.selectFirst("legend").text());
            String whole = name(exercise, exercise.text());
            if (!wholes.add(whole)) {
                String asked = exercise.select("legend > :last-child").text();
                page.defect(asked, "the same exercise is there twice: " + asked, "ask something else, or once");
            }
            String name = questions.add(question) ? question : whole;
            exercise.attr("data-exercise", name);
            if (exercise.id().isEmpty()) {
                exercise.id(name);      // the end of the page links to what is to be tried again
            }
        }
    }

    private static String name(Element exercise, String text) {
        String kind = exercise.classNames().stream().filter(AttributeRoles.OURS::contains).findFirst().orElseThrow();
        return "%s-%08x".formatted(kind, text.hashCode());
    }
}
