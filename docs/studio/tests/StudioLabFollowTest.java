package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The task that the lab's buttons act on follows the learner's work. */
class StudioLabFollowTest extends OnLabPage {

    private static final ContainsTextOptions GRADED = new ContainsTextOptions().setTimeout(240_000);

    private Locator list() {
        return page.locator(".lab-pane select");
    }

    /** Puts the cursor into a line of the file that is in front. */
    private void clickOn(String line) {
        editor().locator(".cm-line:has-text('" + line + "')").first().click();
    }

    @Test
    @DisplayName("it is the one whose method or comment has the cursor; what stands above all methods changes nothing")
    void cursor() {
        openLab();
        assertThat(list()).hasValue("bind");
        tab("HeadReader.java").click();
        assertThat(tab("HeadReader.java")).hasAttribute("aria-selected", "true");
        assertThat(list()).hasValue("bind");
        editor().click();
        visit.press("ControlOrMeta+End");
        assertThat(list()).hasValue("read-head");
        visit.press("ControlOrMeta+Home");
        assertThat(list()).hasValue("read-head");
        tab("Listener.java").click();
        clickOn("throw new Todo(\"bind\")");
        assertThat(list()).hasValue("bind");
        for (int i = 0; i < 40; i++) {
            visit.press("ArrowDown");
        }
        assertThat(list()).not().hasValue("bind");
        button("Hint").click();
        assertThat(panel("Hints").locator("h3")).not().containsText("bind");
    }

    @Test
    @DisplayName("when a task is passed it is the next one, for Hint, too; the editor stays where it is")
    void pass() {
        openLab();
        clickOn("throw new Todo(\"bind\")");
        visit.press("Home");
        page.keyboard().insertText("// here\n");
        passed("bind");
        assertThat(list()).hasValue("accept-loop");
        assertThat(editor()).isFocused();
        assertThat(editor()).containsText("// here");
        button("Hint").click();
        assertThat(panel("Hints")).containsText("accept-loop: hint 1 of 3");
        choose("bind");
        assertThat(list()).hasValue("bind");
        button("Solution").click();
        assertThat(panel("Solution").locator(".added").first()).isVisible();
        button("Hint").click();
        assertThat(list()).hasValue("accept-loop");
        assertThat(panel("Hints")).containsText("accept-loop: hint 2 of 3");
        choose("close");
        assertThat(panel("Hints")).hasText("No hint of close was shown yet.");
        choose("accept-loop");
        assertThat(panel("Hints").locator("h3")).hasCount(2);
        assertThat(panel("Hints")).not().containsText("`");
    }

    @Test
    @DisplayName("a task passed while the page does not know it yet gets no hint")
    void passedJustNow() {
        openLab();
        assertThat(list()).hasValue("bind");
        passed("bind");
        button("Hint").click();
        assertThat(panel("Hints")).containsText("accept-loop: hint 1 of 3");
        assertThat(list()).hasValue("accept-loop");
    }

    @Test
    @DisplayName("it is the one whose place is opened from the verdicts")
    void places() {
        openLab();
        button("Grade").click();
        assertThat(panel("Verdicts")).containsText(Pattern.compile("of 100 points"), GRADED);
        panel("Verdicts").locator("li:has(b:text-is('write-response')) > button").click();
        assertThat(list()).hasValue("write-response");
        assertThat(editor()).isFocused();
        panel("Verdicts").locator("li:has(b:text-is('bind')) > button").click();
        assertThat(list()).hasValue("bind");
    }

    @Test
    @DisplayName("a step that is read is chosen while it is not passed; those that are passed are left behind")
    void reading() {
        passed("bind");
        page.reload();
        openLab();
        assertThat(list()).hasValue("accept-loop");
        assertThat(list().locator("option").first()).hasText(Pattern.compile("✓ bind +15/15"));
        page.locator(".lab-heads button:text-is('Verdicts')").click();
        panel("Verdicts").locator("summary:has-text('Why it works')").click();
        assertThat(panel("Verdicts").locator(".why")).containsText("Packets to any other address");
        page.locator("#read-head").evaluate("step => step.scrollIntoView()");
        assertThat(list()).hasValue("read-head");
        page.locator("#bind").evaluate("step => step.scrollIntoView()");
        page.locator("#accept-loop").evaluate("step => step.scrollIntoView()");
        assertThat(list()).hasValue("accept-loop");
        page.locator("#bind").evaluate("step => step.scrollIntoView()");
        page.evaluate("new Promise(later => requestAnimationFrame(() => requestAnimationFrame(later)))");
        assertThat(list()).hasValue("accept-loop");
    }
}
