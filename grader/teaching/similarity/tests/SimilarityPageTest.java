package grader.teaching.similarity.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import docs.site.tests.Axe;
import grader.commands.GradeCommand;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.starter.Starter;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import grader.results.report.tests.OnReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page of similar submissions in a browser: WCAG 2.2 AA as axe sees it, and the keyboard. */
@Tag("nightly")
class SimilarityPageTest extends OnReportPage {

    private static final Lab LAB = Course.here().lab("lab01");

    private void write(String name, String comment) throws IOException {
        Path lab = Files.createDirectories(folder.resolve("subs").resolve(name).resolve(LAB.folder()));
        for (Map.Entry<String, String> source : Starter.reference(LAB).entrySet()) {
            Files.writeString(lab.resolve(source.getKey()), source.getValue() + comment);
        }
    }

    @Test
    void axeHasNothingToSayAndTheKeyboardFollowsAPassage() throws IOException {
        write("ada", "");
        write("bob", "");
        write("y".repeat(200), "// mine\n");
        Files.writeString(folder.resolve("subs/cut.zip"), "PK");
        Run run = CourseCopy.run(new GradeCommand(Course.here().root()), "similarity",
                folder.resolve("subs").toString(), "--lab", "lab01", "--out",
                folder.resolve("similar.html").toString());
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", Axe.findings(visit.open("similar.html")));
        Locator link = visit.tabTo(".source mark a");
        String target = link.getAttribute("href");
        visit.press("Enter");
        Locator reached = visit.page().locator("mark:target");
        assertEquals(target, "#" + reached.getAttribute("id"));
        assertTrue(target.contains("-2-"), "on the other side: " + target);
        assertTrue((boolean) reached.evaluate("mark => { const a = mark.querySelector('a').getBoundingClientRect();"
                + " return a.top >= 0 && a.bottom <= innerHeight; }"), "it can be seen");
        visit.assertNothingWentWrong();
    }
}
