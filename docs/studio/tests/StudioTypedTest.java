package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A file that is typed into its page, and saved meanwhile. */
class StudioTypedTest extends OnStudioPage {

    private final Path file = root.resolve("Typed.java");

    @BeforeEach
    void openIt() throws IOException {
        Files.deleteIfExists(file);
        openPage("typed.html");
        assertThat(typed()).isVisible();
    }

    private void openPage(String name) {
        page.navigate(address() + name);
    }

    private Locator typed() {
        return page.locator(".listingblock .cm-content");
    }

    private Locator question() {
        return page.locator(".lab-clash");
    }

    private void type(String text) {
        typed().click();
        page.keyboard().insertText(text);
    }

    private void saved(String text) {
        Wrapper.await("saved", () -> Files.exists(file) && CourseCopy.content(file).equals(text));
    }

    /** Types, and holds the save of it. */
    private HeldSaves typeHeld(String text) {
        HeldSaves held = new HeldSaves(page);
        type(text);
        return held.await(1);
    }

    @Test
    @DisplayName("what is typed while an older text is being saved waits, and is saved after it")
    void oneAtATime() {
        HeldSaves held = typeHeld("one");
        type(" two");
        page.evaluate("new Promise(done => setTimeout(done, 400))");    // longer than the pause before a save: ends
                                                                        // later
        assertEquals(1, held.count());
        held.release(0);
        held.await(2);
        saved("one");
        held.release(1);
        saved("one two");
        assertThat(page.locator(".live-bar .said")).hasText("saved in the course's folder");
        assertThat(question()).hasCount(0);
    }

    @Test
    @DisplayName("a conflict that no one hears of, as the page is being left, is there when it is opened again")
    void conflictWhileLeaving() throws IOException {
        typeHeld("mine");
        Files.writeString(file, "theirs");
        openPage("page.html");
        openPage("typed.html");
        assertThat(question()).containsText("Typed.java has also been changed outside this page.");
        assertThat(typed()).hasText("mine");
        saved("theirs");
        page.onDialog(leave -> leave.accept());
        page.reload();
        assertThat(typed()).hasText("mine");
        question().locator("button:text-is('Keep what is here')").click();
        saved("mine");
        assertThat(question()).hasCount(0);
        assertThat(typed()).isFocused();
        page.reload();
        assertThat(typed()).hasText("mine");
        assertThat(question()).hasCount(0);
    }

    @Test
    @DisplayName("what was saved as the page was left is not asked about, whatever has changed since")
    void savedWhileLeaving() throws IOException {
        typeHeld("mine");
        openPage("page.html");
        saved("mine");
        openPage("page.html");
        assertThat(editor("free")).isVisible();
        page.waitForCondition(() -> !page.evaluate("JSON.stringify(localStorage)").toString().contains("mine"));
        Files.writeString(file, "theirs");
        openPage("typed.html");
        assertThat(typed()).hasText("theirs");
        assertThat(question()).hasCount(0);
    }

    @Test
    @DisplayName("what could not be saved as the page was left is saved when it is opened again")
    void notSavedWhileLeaving() throws IOException {
        page.evaluate("""
                () => {
                  const go = fetch;
                  window.fetch = (address, options) => options?.method === "PUT" ? Promise.reject() : go(address, options);
                }""");
        type("mine");
        assertThat(page.locator(".live-bar .said")).containsText("The studio does not answer.");
        openPage("page.html");
        openPage("typed.html");
        saved("mine");
        assertThat(question()).hasCount(0);
    }

    @Test
    @DisplayName("javac's errors show while it is typed, in words that lead to their line, and so do completions")
    void errors() {
        Locator wrong = page.locator(".lab-wrong");
        type("void main() {\n    int port = \"8080\";\n}\n");
        assertThat(page.locator(".cm-lintRange-error")).hasText("\"8080\"");
        assertThat(wrong).containsText("Typed.java:2 incompatible types");
        wrong.locator("button").click();
        assertThat(typed()).isFocused();
        visit.press("Shift+End");
        page.keyboard().type("var listener = new ServerSocket(8080); listener.acce");
        assertThat(page.locator(".cm-completionInfo")).containsText("Listens for a connection");
        page.locator(".cm-tooltip-autocomplete [aria-selected]").click();
        assertThat(typed()).containsText("listener.accept()");
        page.keyboard().type(";");
        assertThat(wrong).containsText("unreported exception java.io.IOException");
        visit.press("ControlOrMeta+a");
        visit.press("Delete");
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("a file that is deleted elsewhere stays so, if the reader wants that")
    void deleted() throws IOException {
        type("mine");
        saved("mine");
        Files.delete(file);
        type(" more");
        assertThat(question()).containsText("Typed.java was deleted outside this page.");
        question().locator("button:text-is('Delete it here, too')").click();
        assertThat(typed()).hasText("");
        assertThat(question()).hasCount(0);
        type("again");
        saved("again");
    }
}
