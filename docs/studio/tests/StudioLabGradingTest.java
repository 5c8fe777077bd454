package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import docs.site.tests.Axe;
import grader.core.course.Progress;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Grading in the page, with the real grader. A grading takes seconds, so there is one story of a task. */
class StudioLabGradingTest extends OnLabPage {

    private static final String RESPONSES = FOLDER + "ResponseBytes.java";
    private static final String RIGHT = "\"Content-Length: \" + content.length";
    private static final String WRONG = "\"Content-Length: \" + text.length()";

    /** More than a grading of the whole lab takes on a busy machine. */
    private static final double WHOLE_LAB_MILLIS = 300_000;

    private Locator verdict(String task) {
        return panel("Verdicts").locator(".verdict-tasks > li:has(b:text-is('" + task + "'))");
    }

    @Test
    @DisplayName("a task is graded, fails with a transcript and its rule, is fixed, graded by the save, and explained")
    void story() {
        copy.solve("lab01");
        copy.replace(RESPONSES, RIGHT, WRONG);
        openLab();
        choose("write-response");
        button("Grade this task").click();
        Locator check = verdict("write-response").locator("details.check").first();
        assertThat(check).containsText("Content-Length");
        assertThat(verdict("write-response")).hasClass("failed");
        assertThat(verdict("bind")).hasCount(0);
        assertThat(check).hasAttribute("open", "");
        check.locator("summary:has-text('What happened on the wire')").click();
        assertThat(check.locator(".steps")).containsText("Content-Length: ");
        assertThat(check.locator(".expected").first()).containsText("expected ");
        assertThat(check.locator("a:text-is('The rule')"))
                .hasAttribute("href", Pattern.compile("lab01-interface\\.html#[\\w-]+"));
        check.locator("button:text-is('Replay this check')").click();
        assertThat(check.locator("[role=status]")).containsText("Replayed: failed, ");
        assertThat(check.locator("div .steps")).containsText(Pattern.compile("Content-Length: \\d+\\\\r\\\\n"));
        assertThat(check.locator("div .expected")).containsText("expected ");
        assertThat(check.locator("code").last())
                .hasText(Pattern.compile("./jbang grade lab01 --only [\\w-]+ --seed \\w+"));
        assertThat(page.locator(".lab-pane select option:checked")).hasText(Pattern.compile("✗ write-response.*"));
        assertThat(button("Stop grading")).isHidden();
        assertEquals("", Axe.findings(page));

        page.locator("#lab-watch").check();
        page.evaluate("scrollTo(0, 0)");
        tab("ResponseBytes.java").click();      // the pane may have followed the page to another step
        editor().click();
        visit.press("ControlOrMeta+a");
        visit.press("Delete");
        page.keyboard().insertText(copy.read(RESPONSES).replace(WRONG, RIGHT));
        assertThat(panel("Verdicts").locator(".said")).containsText("100 of 100 points",
                new LocatorAssertions.ContainsTextOptions().setTimeout(WHOLE_LAB_MILLIS));
        assertThat(verdict("write-response")).hasClass("passed");
        verdict("write-response").locator("summary:has-text('Why it works')").click();
        assertThat(verdict("write-response").locator(".why p")).isVisible();
        assertThat(page.locator("#write-response .step-mark")).containsText("passed");
        assertThat(page.locator(".menu nav a[href='lab01.html'] .step-mark")).containsText("passed");
        assertEquals("", Axe.findings(page));
        button("Solution").click();
        assertThat(panel("Solution")).hasText("Your write-response is the same as the reference's.");
        allPoints();
        history();
    }

    /** The learner was typing, so nothing has opened by itself. */
    private void allPoints() {
        Locator moment = page.locator("dialog.moment");
        assertThat(moment).hasCount(0);
        panel("Verdicts").locator("xpath=..").locator("summary").first().click();
        button("See what you built").click();
        assertThat(moment.locator("h2")).hasText("lab01, Sockets: 100 points");
        assertThat(moment.locator("summary:text-is('Sockets.java')")).hasCount(0);
        assertThat(moment).containsText("Your files are the same as the reference's.");
        assertEquals("", Axe.findings(page));
        moment.locator("textarea").fill("It waits at an address.");
        assertThat(moment.locator(".said")).hasText("saved with your progress");
        assertEquals("It waits at an address.", Progress.peek(copy.course).crux("lab01"));
        visit.press("Escape");
        assertThat(moment).hasCount(0);
        assertThat(page.locator(".crux .own-crux")).hasText("In your words: It waits at an address.");
    }

    /** The first grading is that of the task with its mistake, the last that of the lab without it. */
    private void history() {
        page.locator(".lab-heads button:text-is('History')").click();
        Locator history = panel("History");
        assertThat(history.locator("tbody tr").first()).containsText("100/100");
        assertThat(history.locator("tbody tr").last()).containsText("failed: write-response");
        assertThat(history.locator("figcaption")).containsText(Pattern.compile("Points in \\d+ gradings"));
        history.locator("select").first().selectOption("1");
        assertThat(history.locator(".diff")).containsText(WRONG);
        assertEquals("", Axe.findings(page));
        page.locator("#lab-watch").uncheck();
        button("Bring the first one back").click();
        assertThat(told()).containsText("Your files are those of grading 1. What you had is in labs/.backups/");
        onDisk("the version of grading 1", RESPONSES, WRONG);
        assertThat(history).containsText("They are the same.");
    }

    @Test
    @DisplayName("a grading that runs is stopped, and nothing has changed")
    void stops() {
        openLab();
        copy.solve("lab01");
        button("Grade").click();
        assertThat(button("Grade")).isDisabled();
        button("Stop grading").click();
        assertThat(panel("Verdicts").locator(".said")).hasText("Stopped: nothing has changed.");
        assertThat(button("Grade")).isEnabled();
        assertThat(button("Stop grading")).isHidden();
        assertThat(page.locator(".lab-pane select option:checked")).hasText(Pattern.compile("○ bind +0/15"));
    }

    @Test
    @DisplayName("files that do not compile are said to, with the place, which is a way to it")
    void doesNotCompile() {
        copy.append(OWN, "class {}\n");
        openLab();
        button("Grade this task").click();
        assertThat(panel("Verdicts").locator(".said")).containsText("Listener.java:");
        assertThat(button("Grade")).isEnabled();
        tab("HeadReader.java").click();
        panel("Verdicts").locator(".said .place").click();
        assertThat(editor()).isFocused();
        page.keyboard().type("// here ");
        onDisk("typed where the error is", OWN, "// here class {}\n");
    }
}
