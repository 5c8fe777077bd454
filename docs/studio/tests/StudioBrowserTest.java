package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import docs.site.tests.Axe;
import docs.site.tests.Visit;
import docs.studio.run.Studio;
import docs.studio.run.StudioFolder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A page with live cells, as a learner uses it. */
class StudioBrowserTest extends OnStudioPage {

    private static final Pattern STALE = Pattern.compile("\\bstale\\b");

    /** Makes the page as it is before any cell has run. */
    private void forget() {
        page.locator(".studio-bar button", new Page.LocatorOptions().setHasText("Restart")).click();
        assertThat(page.locator(".studio-bar .state")).hasText("the cells are ready");
        page.reload();
        assertThat(button("sum", "Run")).isVisible();
    }

    @Test
    @DisplayName("the link leads to the pages, and is not seen again")
    void link() {
        assertThat(page).hasTitle(Pattern.compile("Page"));
        assertEquals("", page.evaluate("document.cookie"), "scripts do not see the cookie");
        try (Visit other = browser.visit(address())) {
            other.open(link("")).waitForURL(address());
            assertThat(other.page()).hasTitle(Pattern.compile("Index"));
            assertThat(other.page().locator(".studio-bar .state")).hasCount(0);
            other.open("page.html");
            assertThat(other.page().locator("#free .live-bar")).isVisible();
            other.assertNothingWentWrong();
        }
    }

    @Test
    @DisplayName("the file that the terminal opens leads to the pages, too")
    void openingFile() {
        try (StudioFolder folder = new StudioFolder(course); Visit other = browser.visit("")) {
            assertTrue(folder.take());
            folder.opens(studio.link());
            other.open(folder.opening().toUri().toString()).waitForURL(address());
            assertThat(other.page()).hasTitle(Pattern.compile("Index"));
            other.assertNothingWentWrong();
        }
    }

    @Test
    @DisplayName("a cell runs with Shift+Enter in its editor, and the next one gets the focus")
    void shiftEnter() {
        editor("base").click();
        visit.press("Shift+Enter");
        assertThat(said("base")).containsText("done in");
        assertThat(editor("sum")).isFocused();
        visit.press("ControlOrMeta+Enter");
        assertThat(output("sum").locator("samp")).hasText("sum 21");
        assertThat(editor("sum")).isFocused();
    }

    @Test
    @DisplayName("a cell that needs a failing one does not run, and says why")
    void needsFail() {
        forget();
        write("base", "int base = 1 / 0;");
        button("sum", "Run").click();
        assertThat(said("sum")).containsText("not run: it builds on the cell The base");
        assertThat(output("base")).containsText("/ by zero");
        assertThat(output("sum")).hasCount(0);
    }

    @Test
    @DisplayName("an edited cell is as it was after a reload, and Reset brings back the page's own")
    void reload() {
        write("free", "IO.println(\"mine\");");
        page.reload();
        assertThat(editor("free")).hasText("IO.println(\"mine\");");
        run("free");
        assertThat(output("free").locator("samp")).hasText("mine");
        button("free", "Reset").click();
        assertThat(editor("free")).containsText("IO.println(\"free\");");
        assertThat(button("free", "Reset")).isHidden();
        page.reload();
        assertThat(editor("free")).containsText("IO.println(\"free\");");
    }

    @Test
    @DisplayName("a change makes what builds on it stale, after a reload, too; it comes to something else then")
    void outputsAfterReload() {
        run("sum");
        page.reload();
        assertThat(output("sum").locator("samp")).hasText("sum 21");
        assertThat(output("sum")).not().hasClass(STALE);
        assertThat(said("sum")).containsText("done in");
        write("base", "int base = 29;");
        assertThat(output("sum")).hasClass(STALE);
        page.reload();
        assertThat(output("sum").locator("samp")).hasText("sum 21");
        assertThat(output("sum")).hasClass(STALE);
        assertThat(said("sum")).hasText("stale: this cell, or a cell that it builds on, has changed");
        run("sum");
        assertThat(output("sum").locator("samp")).hasText("sum 30");
        assertThat(output("sum")).not().hasClass(STALE);
        assertThat(said("sum")).containsText("differs from the recording");
    }

    @Test
    @DisplayName("the compiler's errors are marked at their line")
    void errors() {
        write("free", "int right = 1;\nint wrong = \"5\";");
        run("free");
        assertThat(said("free")).containsText("failed in");
        assertThat(output("free")).containsText("line 2: incompatible types");
        assertThat(page.locator("#free .cm-lintRange-error")).hasText("int wrong = \"5\";");
    }

    @Test
    @DisplayName("a process that a cell has ended is said to be gone, and the next run brings a fresh one")
    void lost() {
        run("base");
        write("free", "System.exit(0);");
        run("free");
        assertThat(page.locator(".studio-bar .state")).containsText("has ended");
        assertThat(said("base")).containsText("gone");
        run("sum");
        assertThat(output("sum").locator("samp")).hasText("sum 21");
        assertThat(page.locator(".studio-bar .state")).hasText("the cells are ready");
    }

    @Test
    @DisplayName("what a cell prints is text, whatever it looks like")
    void markup() {
        write("free", "IO.println(\"<img src=x onerror=alert(1)><script>alert(2)</script>\\u001b[1m\");");
        run("free");
        assertThat(output("free").locator("samp"))
                .hasText("<img src=x onerror=alert(1)><script>alert(2)</script>␛[1m");
        assertThat(output("free").locator("img, script")).hasCount(0);
    }

    @Test
    @DisplayName("completion shows what jshell knows")
    void completion() {
        run("base");
        write("free", "List.o");
        visit.press("f");
        assertThat(page.locator(".cm-tooltip-autocomplete li").first()).containsText("of(");
        visit.press("Escape");
        assertThat(page.locator(".cm-tooltip-autocomplete")).hasCount(0);
    }

    @Test
    @DisplayName("the keyboard alone gets to a cell, edits and runs it, stops it, and gets on")
    void keyboard() {
        visit.tabFromTopTo("#free .cm-content");
        visit.press("ControlOrMeta+a");
        page.keyboard().insertText("IO.println(\"begun\");\nwhile (true) {}");
        visit.press("Shift+Enter");
        assertThat(output("free").locator("samp")).hasText("begun");
        assertThat(page.locator(".studio-bar .state")).hasText("a cell is running");
        assertThat(page.getByLabel("Classes:")).hasCount(0);      // the page has no lab
        visit.tabTo("#free .live-bar button:text-is('Stop')");
        visit.press("Enter");
        assertThat(said("free")).containsText("stopped in");
        assertThat(output("free")).containsText("stopped: you pressed Stop");
        visit.tabTo("#free .live-bar button:text-is('Reset')");
        visit.press("Enter");
        assertThat(editor("free")).containsText("IO.println(\"free\");");
        visit.tabTo(".studio-bar summary:has-text('Variables')");
        visit.press("Enter");
        assertThat(page.locator(".variables")).isVisible();
    }

    @Test
    @DisplayName("axe has nothing to say, and nothing is wider than the screen: before a run, after it, after an error")
    void axe() {
        forget();
        assertEquals("", Axe.findings(page));
        run("sum");
        write("free", "int wrong = \"" + "long ".repeat(60) + "\";");
        run("free");
        page.locator(".studio-bar summary:has-text('Variables')").click();
        assertThat(page.locator(".variables dt:has-text('int base') + dd")).hasText("20");
        assertEquals("", Axe.findings(page));
    }

    @Test
    @DisplayName("a studio that has ended is told, and its cells keep their text")
    void ended() {
        Studio own = new Studio(course, 0, Optional.empty(), Set.of());
        try (Visit other = browser.visit("http://127.0.0.1:" + own.port() + "/")) {
            Locator cell = other.page().locator("#free");
            try {
                other.open(link("page.html").replaceFirst("\\?.*", own.link().substring(own.link().indexOf('?'))));
                assertThat(cell.locator(".live-bar")).isVisible();
            } finally {
                own.close();
            }
            cell.locator(".live-bar button").first().click();
            assertThat(other.page().locator("#free + .live-output"))
                    .containsText("The studio does not answer. Is ./jbang course still running?");
            assertThat(cell.locator(".cm-content")).containsText("IO.println(\"free\");");
        }
    }
}
