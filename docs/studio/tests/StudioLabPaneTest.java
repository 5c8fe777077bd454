package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import docs.site.tests.Axe;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lab beside its page, as a learner uses it: files, server, help. */
class StudioLabPaneTest extends OnLabPage {

    /** What is not in the open starter. */
    private static final String GIVEN = "host.contains";

    @Test
    @DisplayName("javac's errors appear at their line while typing, and in words, and go when they are gone")
    void errors() {
        openLab();
        typeAtTop("import java.util.Wrong;\n");
        assertThat(page.locator(".cm-lintRange-error")).hasText("java.util.Wrong");
        assertThat(page.locator(".lab-wrong")).containsText("Listener.java:1 cannot find symbol");
        assertThat(tab("Listener.java")).hasClass(Pattern.compile("\\bwrong\\b"));
        visit.press("ControlOrMeta+z");
        assertThat(page.locator(".cm-lintRange-error")).hasCount(0);
        assertThat(page.locator(".lab-wrong")).isEmpty();
        assertThat(tab("Listener.java")).not().hasClass(Pattern.compile("\\bwrong\\b"));
    }

    @Test
    @DisplayName("a lab file has completions with imports, Javadoc with F1 or the pointer, and F12 opens a declaration")
    void meanings() {
        openLab();
        editor().locator(".cm-line", new Locator.LocatorOptions().setHasText("Todo(\"bind\")")).click();
        visit.press("End");
        page.keyboard().type("\nsocket.close");
        assertThat(page.locator(".cm-tooltip-autocomplete [aria-selected]")).hasText("close(): void");
        assertThat(page.locator(".cm-completionInfo")).containsText("Closes this socket.");
        visit.press("Enter");
        assertThat(editor()).containsText("socket.close()");
        page.keyboard().type("; new CountDownLat");
        assertThat(page.locator(".cm-completionInfo")).containsText("A synchronization aid");
        visit.press("Enter");
        assertThat(editor()).containsText("new CountDownLatch()");
        onDisk("imported", OWN, "import java.net.Socket;\nimport java.util.concurrent.CountDownLatch;\n");
        visit.press("F1");
        assertThat(page.locator(".cm-tooltip .live-docs")).containsText("A synchronization aid");
        visit.press("Escape");
        assertThat(page.locator(".cm-tooltip .live-docs")).hasCount(0);
        editor().getByText("Todo", new Locator.GetByTextOptions().setExact(true)).first().hover();
        assertThat(page.locator(".cm-tooltip .live-docs")).containsText("Signals that a task is not done yet.");
        editor().getByText("Todo", new Locator.GetByTextOptions().setExact(true)).first().click();
        visit.press("F12");
        assertThat(tab("Todo.java")).hasAttribute("aria-selected", "true");
        page.keyboard().type("// here");
        onDisk("at the declaration", FOLDER + "Todo.java", "// here    Todo(String task)");
    }

    @Test
    @DisplayName("what is typed is on the disk a moment later, at once with Ctrl+S, and also when the page is left")
    void saves() {
        openLab();
        typeAtTop("// first\n");
        onDisk("saved", OWN, "// first\n");
        assertThat(tab("Listener.java")).not().hasClass(Pattern.compile("\\bdirty\\b"));
        typeAtTop("// second\n");
        visit.press("ControlOrMeta+s");
        onDisk("saved", OWN, "// second\n// first\n");
        typeAtTop("// third\n");
        page.navigate(address() + "index.html");
        onDisk("saved", OWN, "// third\n// second\n// first\n");
    }

    @Test
    @DisplayName("a file that is opened while the first one still loads stays in front")
    void openedWhileLoading() {
        openLab();
        List<Route> held = new ArrayList<>();
        page.route("**/api/lab/file?*file=Listener.java", held::add);
        page.reload();
        tab("HeadReader.java").click();
        assertThat(page.locator("#file-HeadReader\\.java")).isVisible();
        held.forEach(Route::resume);
        assertThat(page.locator("#file-Listener\\.java")).isAttached();
        assertThat(page.locator(".lab-below")).containsText("No hint of");
        assertThat(page.locator("#file-HeadReader\\.java")).isVisible();
        assertThat(tab("HeadReader.java")).hasAttribute("aria-selected", "true");
    }

    @Test
    @DisplayName("what is wanted is found in all files of the lab, and a line of it opens there")
    void find() {
        openLab();
        typeAtTop("// a Needle\n");
        visit.press("ControlOrMeta+Shift+f");
        page.keyboard().insertText("needle");
        Locator found = panel("Find").locator("li");
        assertThat(found).hasText("Listener.java:1 // a Needle");
        visit.press("ControlOrMeta+a");
        page.keyboard().insertText("record Status");
        assertThat(panel("Find").locator(".said")).hasText("0 lines");
        visit.press("ControlOrMeta+a");
        page.keyboard().insertText("class HeadReader ");
        assertThat(found).hasCount(1);
        found.locator("button").click();
        assertThat(tab("HeadReader.java")).hasAttribute("aria-selected", "true");
        assertThat(editor()).isFocused();
        assertEquals("", Axe.findings(page));
    }

    @Test
    @DisplayName("what another program changes in the file that is open shows up")
    void outside() {
        openLab();
        copy.append(OWN, "// from an IDE\n");
        visit.press("Tab");
        visit.press("ControlOrMeta+End");
        assertThat(editor()).containsText("// from an IDE");
    }

    @Test
    @DisplayName("where both have changed a file, the learner may choose the one on the disk")
    void conflict() {
        openLab();
        bothChange("// here\n", "// outside\n");
        assertFalse(copy.read(OWN).contains("// here"));
        button("Take the other version").click();
        assertThat(editor()).containsText("// outside");
        assertThat(editor()).not().containsText("// here");
        assertThat(editor()).isFocused();
        assertThat(page.locator(".lab-clash")).hasCount(0);
    }

    @Test
    @DisplayName("Run shows where the server listens and what it prints, Stop ends it")
    void server() {
        copy.solve("lab01");
        openLab();
        assertThat(page.locator(".server-state")).hasText("not running");
        button("Run").click();
        Locator link = page.locator(".server-state a");
        assertThat(link).hasText(Pattern.compile("http://127.0.0.1:\\d+"));
        String server = link.getAttribute("href");
        assertThat(panel("Server")).containsText("lab01 listening on " + server);
        assertThat(page.locator(".server-old")).isHidden();
        typeAtTop("// fresh\n");
        assertThat(page.locator(".server-old")).isVisible();
        page.reload();
        assertThat(page.locator(".server-old")).isVisible();
        button("Restart").click();
        assertThat(page.locator(".server-old")).isHidden();
        assertThat(link).hasText(Pattern.compile("http://127.0.0.1:\\d+"));
        button("Stop").click();
        assertThat(page.locator(".server-state")).containsText("stopped");
        assertThat(button("Stop")).isDisabled();
        assertThat(button("Run")).isVisible();
        assertThat(panel("Server")).containsText("stopped");
    }

    @Test
    @DisplayName("a command of the page that starts the lab's server starts that of the pane; sudo waits for Enter")
    void commands() {
        copy.solve("lab01");
        page.getByLabel("Run: ./jbang lab01 --max-head 9000").click();
        assertThat(page.locator(".server-state a")).isVisible();
        assertThat(panel("Server")).containsText("flags lab01 --max-head 9000");
        assertThat(page.locator(".live-command")).hasCount(0);
        button("Stop").click();
        assertThat(page.locator(".server-state")).containsText("stopped");
        page.getByLabel("Run: sudo true").click();
        assertThat(page.locator(".live-command .said")).hasText("press Enter to run it");
        assertThat(page.locator(".live-command textarea")).isFocused();
    }

    @Test
    @DisplayName("a reset puts a task back to the start, and says where the learner's file is")
    void reset() {
        copy.replace(OWN, "throw new Todo(\"bind\");", "return null; // mine");
        openLab();
        assertThat(editor()).containsText("return null; // mine");
        button("Reset…").click();
        page.locator("dialog[open] button:text-is('Cancel')").click();
        button("Reset…").click();
        page.locator("dialog[open] button:text-is('Reset bind')").click();
        assertThat(told()).containsText("bind is as it was in the beginning. Your files are in labs/.backups/");
        assertThat(editor()).containsText("throw new Todo(\"bind\");");
    }

    @Test
    @DisplayName("who runs services begins with the open starter, unless something is written, and may take the other")
    void form() {
        choose("altitude", "senior");
        openLab();
        assertThat(told()).containsText("You read as senior, so lab01 has its open starter");
        assertThat(editor()).not().containsText(GIVEN);
        Locator guided = page.locator(".excerpt:not(.open-form *):has-text('acceptLoop'):visible");
        Locator contracts = page.locator(".open-form:visible");
        assertThat(contracts.nth(1)).containsText("Yours to design");
        assertThat(guided).hasCount(0);
        Locator read = page.locator("#read-head");
        read.scrollIntoViewIfNeeded();
        page.mouse().wheel(0, 40);
        button("Reset…").click();
        double place = read.boundingBox().y;
        page.locator("dialog[open] button:text-is('Cancel')").click();
        take("guided");
        assertThat(editor()).containsText(GIVEN);
        assertThat(contracts).hasCount(0);
        assertThat(guided).hasCount(1);
        assertEquals(place, read.boundingBox().y, 3, "the reader's place");
        page.reload();
        assertThat(editor()).containsText(GIVEN);
        take("open");
        assertThat(editor()).not().containsText(GIVEN);
        assertThat(guided).hasCount(0);
    }

    private void take(String form) {
        button("Reset…").click();
        page.locator("dialog[open] button:text-is('Take the " + form + " starter')").click();
        assertThat(told()).containsText("lab01 has the " + form + " starter now.");
    }

    @Test
    @DisplayName("what is written stays in its form, whatever the altitude")
    void formStays() {
        openLab();
        typeAtTop("// mine\n");
        onDisk("saved", OWN, "// mine\n");
        choose("altitude", "middle");
        page.reload();
        assertThat(editor()).containsText(GIVEN);
        button("Reset…").click();
        assertThat(page.locator("dialog[open] button:text-is('Take the open starter')")).isVisible();
        assertTrue(copy.read(OWN).startsWith("// mine\n"));
    }

    private void choose(String name, String value) {
        page.locator("[data-choice=" + name + "] button[value=" + value + "]").evaluate("button => button.click()");
    }
}
