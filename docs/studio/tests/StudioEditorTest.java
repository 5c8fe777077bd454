package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import docs.site.tests.Axe;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The editor of cells, of lab files and of files that a page tells its readers to type: keys and indentation. */
class StudioEditorTest extends OnStudioPage {

    private String text() {
        return String.join("\n", editor("free").locator(".cm-line").allTextContents());
    }

    private void type(String... lines) {
        write("free", "");
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                visit.press("Enter");
            }
            page.keyboard().type(lines[i]);
            visit.press("Escape");      // completions
        }
    }

    @Test
    @DisplayName("a method outside of a class is indented like a method of a class")
    void indentation() {
        type("void main() {", "int a = 1;", "int b = 2;", "try (var s = open()) {", "while (a < b) {", "// a comment",
                "var list = Stream.of(1)", ".toList();", "serve(s);");
        assertEquals("""
                void main() {
                    int a = 1;
                    int b = 2;
                    try (var s = open()) {
                        while (a < b) {
                            // a comment
                            var list = Stream.of(1)
                                .toList();
                            serve(s);
                        }
                    }
                }""", text());
        type("void main() {", "client.write((", "\"one\" +", "\"two\"");
        assertEquals("""
                void main() {
                    client.write((
                        "one" +
                        "two"
                    ))
                }""", text());
        type("class A {", "void run() {", "int a = 1;", "go();");
        assertEquals("""
                class A {
                    void run() {
                        int a = 1;
                        go();
                    }
                }""", text());
    }

    @Test
    @DisplayName("the size, the colors and the keys of Vim and Emacs are chosen once, and kept")
    void settings() {
        write("free", "");
        set("Font size", "20 px");
        set("Colors", "Dark");
        set("Keys", "Vim");
        page.reload();
        editor("free").click();
        assertThat(editor("free")).hasCSS("font-size", "20px");
        assertThat(page.locator("#free .live-code")).hasCSS("color-scheme", "dark");
        assertThat(page.locator("#free .cm-vim-panel")).containsText("NORMAL");
        page.keyboard().type("iint one = 1;");
        visit.press("Escape");
        page.keyboard().type("yyp");
        assertEquals("int one = 1;\nint one = 1;", text());
        assertEquals("", Axe.findings(page));
        set("Keys", "Emacs");
        assertThat(page.locator("#free .cm-emacsMode")).isVisible();
        editor("free").locator(".cm-line").last().click();
        visit.press("Control+a");
        visit.press("Control+k");
        assertEquals("int one = 1;\n", text());
        for (String each : List.of("Font size", "Colors", "Keys")) {
            set(each, each.equals("Font size") ? "As designed" : each.equals("Colors") ? "As the page" : "Standard");
        }
    }

    private void set(String name, String value) {
        page.locator(".studio-bar button:text-is('Editor…')").click();
        page.locator("dialog[open]").getByLabel(name).selectOption(value);
        page.locator("dialog[open] button:text-is('Close')").click();
    }

    @Test
    @DisplayName("Tab indents; Escape, then Tab leaves; and no single key turns the page while the focus is in a cell")
    void keys() {
        write("free", "1 +\n2");
        visit.press("Tab");
        assertEquals("1 +\n    2", text());
        visit.press("Shift+Tab");
        assertEquals("1 +\n2", text());
        assertThat(editor("free")).isFocused();
        visit.press("Escape");
        visit.press("Tab");
        assertThat(button("free", "Run")).isFocused();
        for (String key : new String[] {"j", "k", "t", "/", "?"}) {
            visit.press(key);
        }
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(button("free", "Run")).isFocused();
        assertEquals("junior", page.evaluate("document.documentElement.dataset.altitude"));
    }

    @Test
    @DisplayName("a cell whose Stop is pressed by the keyboard keeps the focus when that button goes")
    void focusAfterStop() {
        write("free", "while (true) {}");
        visit.press("ControlOrMeta+Enter");
        assertThat(button("free", "Stop")).isVisible();
        button("free", "Stop").focus();
        visit.press("Enter");
        assertThat(said("free")).containsText("stopped in");
        assertThat(button("free", "Run")).isFocused();
    }
}
