package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.page.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Browsers remember answers by the names of the exercises: these change with the question and with nothing else. */
class SiteExercisesTest {

    @TempDir
    Path root;

    @Test
    void aNameStaysWhereverTheExerciseStands() throws IOException {
        List<String> before = names(recall("Why?", "Because.") + recall("How?", "So."));
        List<String> after =
                names(recall("When?", "Then.") + recall("How?", "So, in other words.") + recall("Why?", "Because."));
        assertEquals(2, new HashSet<>(before).size());
        assertEquals(before.getFirst(), after.getLast());
        assertEquals(before.getLast(), after.get(1), "a corrected answer is an answer to the same question");
        assertTrue(before.getFirst().matches("recall-[0-9a-f]{8}"), before.getFirst());
    }

    @Test
    void theSameQuestionTwiceHasTwoNames() throws IOException {
        assertEquals(2, new HashSet<>(names(recall("Why?", "Because.") + recall("Why?", "For this."))).size());
    }

    @Test
    void theSameExerciseTwiceIsADefect() throws IOException {
        SiteTree tree = tree(recall("Why not?", "So.") + recall("Why not?", "So."));
        List<Defect> defects = tree.build().defects();
        assertEquals(1, defects.size(), defects::toString);
        assertTrue(defects.getFirst().what().contains("the same exercise is there twice: Why not?"), defects::toString);
        assertTrue(defects.getFirst().line() > 0, defects::toString);
    }

    private static String recall(String question, String answer) {
        return "[recall]\n--\n" + question + "\n\n====\n" + answer + "\n====\n--\n\n";
    }

    private List<String> names(String text) throws IOException {
        SiteTree tree = tree(text);
        assertEquals(List.of(), tree.build().defects());
        return Jsoup.parse(tree.html("page")).select("fieldset").eachAttr("data-exercise");
    }

    private SiteTree tree(String text) throws IOException {
        return new SiteTree(Files.createTempDirectory(root, "site")).page("page", SiteTree.good("Page", text));
    }
}
