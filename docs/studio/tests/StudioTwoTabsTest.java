package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.Wrapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A cell that two tabs have open: no edit is lost. */
class StudioTwoTabsTest extends OnStudioPage {

    private Page other;

    @BeforeEach
    void openAnother() {
        other = page.context().newPage();
        other.navigate(address() + "page.html");
        assertThat(cell(other)).isVisible();
        assertThat(cell(page)).isVisible();
    }

    @AfterEach
    void closeIt() {
        other.close();
    }

    private static Locator cell(Page tab) {
        return tab.locator("#free .cm-content");
    }

    private static void write(Page tab, String code) {
        cell(tab).click();
        tab.keyboard().press("ControlOrMeta+a");
        tab.keyboard().insertText(code);
    }

    private static void kept(String code) {
        Path file = course.labs().resolve(".cells/page/free.java");
        Wrapper.await("kept", () -> Files.exists(file) && content(file).equals(code));
    }

    private static String content(Path file) {
        return CourseCopy.content(file);
    }

    private Locator question() {
        return page.locator("#free .lab-clash");
    }

    @Test
    @DisplayName("where both have changed it, the learner chooses; until then neither is lost, and the cell can run")
    void bothChange() {
        write(other, "11");
        kept("11");
        write(page, "22");
        assertThat(question()).containsText("The cell A free one has also been changed outside this page.");
        kept("11");
        run("free");
        assertThat(output("free")).containsText("22");
        kept("11");
        question().locator("summary").click();
        assertThat(question().locator(".removed")).hasText("-22");
        assertThat(question().locator(".added")).hasText("+11");
        question().locator("button:text-is('Keep what is here')").click();
        kept("22");
        assertThat(question()).hasCount(0);

        write(other, "33");
        Locator theirs = other.locator("#free .lab-clash");
        theirs.locator("button:text-is('Take the other version')").click();
        assertThat(cell(other)).hasText("22");
        assertThat(cell(other)).isFocused();
        write(other, "44");
        kept("44");
        assertThat(theirs).hasCount(0);
    }

    @Test
    @DisplayName("a tab that is shown again has what the other one has changed, if nothing was changed in it")
    void follows() {
        write(other, "55");
        kept("55");
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(cell(page)).hasText("55");
        write(page, "66");
        kept("66");
        assertThat(question()).hasCount(0);
        other.locator("#free .live-bar button:text-is('Reset')").click();
        assertThat(other.locator("#free .lab-clash")).isVisible();
        assertEquals("66", content(course.labs().resolve(".cells/page/free.java")));
        other.locator("#free .lab-clash button:text-is('Keep what is here')").click();
        Wrapper.await("as the page has it", () -> Files.notExists(course.labs().resolve(".cells/page/free.java")));
    }
}
