package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is typed in the lab stays in the lab: Tab indents, and the focus never falls to the page, whose keys turn it.
 */
class StudioLabFocusTest extends OnLabPage {

    private static final String HERE = "lab01.html";

    /** Presses the keys that would leave the page or open something, and looks whether they did. */
    private void assertNoShortcuts() {
        for (String key : new String[] {"j", "k", "t", "/", "?"}) {
            visit.press(key);
        }
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertTrue(page.url().startsWith(address() + HERE), page.url());
        assertEquals("junior", page.evaluate("document.documentElement.dataset.altitude"));
    }

    private void assertFocusInLab() {
        page.waitForCondition(() -> (boolean) page.evaluate(
                "document.querySelector('.lab-pane').contains(document.activeElement)"));
    }

    @Test
    @DisplayName("Tab indents a line and Shift+Tab takes that back; Escape, then Tab leaves the editor, however late")
    void tab() {
        openLab();
        typeAtTop("int a;\n");
        visit.press("ControlOrMeta+Home");
        visit.press("Tab");
        visit.press("k");
        onDisk("indented", OWN, "    kint a;\n");
        visit.press("Shift+Tab");
        onDisk("as before", OWN, "\nkint a;\n".substring(1));
        assertThat(editor()).isFocused();
        visit.press("Escape");
        visit.press("x");
        visit.press("Tab");
        assertThat(editor()).isFocused();
        visit.press("Escape");
        page.evaluate("Date.now = (now => () => now() + 60_000)(Date.now)");     // a minute later
        visit.press("Tab");
        assertThat(editor()).not().isFocused();
        assertFocusInLab();
        assertNoShortcuts();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Run", "Grade", "Hint", "Reset…"})
    @DisplayName("no single key turns the page while a button of the lab has the focus")
    void buttons(String name) {
        openLab();
        button(name).focus();
        assertNoShortcuts();
    }

    @Test
    @DisplayName("the list of keys has those of the lab")
    void listed() {
        openLab();
        page.locator("button.keys").dispatchEvent("click");       // it may be in the menu
        assertThat(page.locator("dialog.keys div:has-text('grade the task') kbd").first()).hasText("Ctrl+Enter");
        visit.press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
    }

    @Test
    @DisplayName("the focus of a file that is deleted goes to the tab of another, not into its text")
    void deleted() {
        copy.write(FOLDER + "Mine.java", "class Mine {}");
        page.reload();
        openLab();
        for (Locator focused : new Locator[] {page.locator(".lab-file:not([hidden]) .cm-content"), tab("Mine.java")}) {
            tab("Mine.java").click();
            assertThat(editor()).hasText("class Mine {}");
            focused.focus();
            copy.delete(FOLDER + "Mine.java");
            assertThat(tab("Mine.java")).hasCount(0);
            assertThat(page.locator(".lab-tabs [aria-selected=true]")).isFocused();
            assertThat(told()).hasText("Mine.java was deleted outside this page.");
            assertNoShortcuts();
            copy.write(FOLDER + "Mine.java", "class Mine {}");
            assertThat(tab("Mine.java")).hasCount(1);
        }
    }

    @Test
    @DisplayName("the focus of a button that goes away or is disabled goes to what is next to it")
    void gone() {
        copy.solve("lab01");
        openLab();
        button("Run").click();
        assertThat(page.locator(".server-state a")).isVisible();
        button("Stop").focus();
        visit.press("Enter");
        assertThat(button("Stop")).isDisabled();
        assertFocusInLab();
        assertNoShortcuts();

        button("Reset…").focus();
        visit.press("Enter");
        assertThat(page.locator("dialog[open]")).isVisible();
        visit.press("Escape");
        assertThat(button("Reset…")).isFocused();

        bothChange("// here\n", "// outside\n");
        Locator keep = button("Keep what is here");
        keep.focus();
        keep.evaluate("button => button.closest('.lab-clash').remove()");
        assertFocusInLab();
        assertNoShortcuts();
        page.evaluate("document.querySelector('.lab-actions select').focus()");
        page.evaluate("document.querySelector('.lab-actions select').hidden = true");
        assertFocusInLab();
    }
}
