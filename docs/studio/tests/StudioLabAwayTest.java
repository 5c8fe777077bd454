package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A file that is away for a while, as `git checkout` does it: it comes back, and what was typed is not lost. */
class StudioLabAwayTest extends OnLabPage {

    private static final Pattern DIRTY = Pattern.compile("\\bdirty\\b");

    private Locator question() {
        return page.locator(".lab-clash");
    }

    private void openListener() {
        openLab();
        assertThat(tab("Listener.java")).hasAttribute("aria-selected", "true");
    }

    @Test
    @DisplayName("a file that comes back has its tab again, in its place and in front; as it was, or as it is now")
    void back() throws IOException {
        openListener();
        List<String> names = page.locator(".lab-tabs [role=tab]").allTextContents();
        Path file = root.resolve(OWN);
        Path elsewhere = root.resolve("away");
        for (String added : List.of("", "// changed while it was away\n")) {
            Files.move(file, elsewhere);
            assertThat(tab("Listener.java")).hasCount(0);
            copy.append("away", added);
            Files.move(elsewhere, file);
            assertThat(tab("Listener.java")).hasCount(1);
            assertEquals(names, page.locator(".lab-tabs [role=tab]").allTextContents());
            assertThat(tab("Listener.java")).hasAttribute("aria-selected", "true");
            visit.press("Tab");
            visit.press("ControlOrMeta+End");
            assertThat(editor()).containsText(added.strip());
            visit.press("Escape");
            visit.press("Shift+Tab");
        }
        typeAtTop("// typed\n");
        onDisk("saved", OWN, "// typed\n");
    }

    /** A hidden tab hears nothing. */
    private void hide(boolean hidden) {
        page.evaluate("""
                hidden => {
                  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
                  document.dispatchEvent(new Event("visibilitychange"));
                }""", hidden);
    }

    @Test
    @DisplayName("a file that is deleted while the page hears nothing has no tab afterward")
    void unheard() {
        openListener();
        hide(true);
        copy.delete(OWN);
        hide(false);
        assertThat(tab("Listener.java")).hasCount(0);
    }

    /** The file is deleted in the moment before the page saves what is typed. */
    private void deletedBeforeASave(String typed) {
        page.route("**/api/lab/file", route -> {
            copy.delete(OWN);
            route.resume();
        }, new Page.RouteOptions().setTimes(1));
        typeAtTop(typed);
        assertThat(question())
                .containsText("Listener.java was deleted outside this page. What you typed is still here.");
    }

    @Test
    @DisplayName("what was typed into a file that is deleted meanwhile can be saved, or deleted with it")
    void unsaved() {
        openListener();
        deletedBeforeASave("// mine\n");
        assertThat(tab("Listener.java")).hasClass(DIRTY);
        assertFalse(copy.exists(OWN));
        button("Save it again").click();
        onDisk("saved", OWN, "// mine\n");
        assertThat(question()).hasCount(0);
        assertThat(tab("Listener.java")).not().hasClass(DIRTY);
        assertThat(editor()).isFocused();

        deletedBeforeASave("// more\n");
        button("Delete it here, too").click();
        assertThat(question()).hasCount(0);
        assertThat(tab("Listener.java")).hasCount(0);
        assertThat(page.locator(".lab-tabs [aria-selected=true]")).isFocused();
        assertFalse(copy.exists(OWN));
    }

    @Test
    @DisplayName("where the file comes back as it was, what was typed is saved; where it is another, the page asks")
    void unsavedAndBack() {
        openListener();
        String before = copy.read(OWN);
        deletedBeforeASave("// mine\n");
        copy.write(OWN, before);
        onDisk("saved", OWN, "// mine\n");
        assertThat(question()).hasCount(0);

        deletedBeforeASave("// more\n");
        copy.write(OWN, "class Listener {}");
        assertThat(question()).containsText("Listener.java has also been changed outside this page.");
        assertEquals("class Listener {}", copy.read(OWN));
        button("Keep what is here").click();
        onDisk("kept", OWN, "// more\n// mine\n");
    }
}
