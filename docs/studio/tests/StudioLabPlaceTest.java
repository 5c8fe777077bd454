package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import docs.site.tests.Axe;
import docs.site.tests.View;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where the lab is on the page, for the eye, for the keyboard and for assistive technology; and the learner's place.
 */
class StudioLabPlaceTest extends OnLabPage {

    private static final Pattern CHOSEN = Pattern.compile("true");

    @Test
    @DisplayName("the lab opens at the next task, and another task brings its step and its method")
    void opens() {
        openLab();
        assertThat(tab("Listener.java")).hasAttribute("aria-selected", CHOSEN);
        assertThat(tab("Listener.java")).isFocused();
        assertThat(labButton()).hasText("Close the lab");
        assertThat(editor()).containsText("// task bind");
        choose("write-response");
        assertThat(tab("ResponseBytes.java")).hasAttribute("aria-selected", CHOSEN);
        assertThat(editor().locator(".cm-line:has-text('// task write-response')").first()).isInViewport();
        assertThat(page.locator("#write-response")).isInViewport();
        page.locator("#close").evaluate("step => step.scrollIntoView()");
        assertThat(page.locator(".lab-pane select")).hasValue("close");
        page.reload();
        assertThat(editor()).isVisible();
    }

    @Test
    @DisplayName("a step's button selects what its method replaces, and the line being typed stays in view")
    void writes() {
        openLab();
        page.locator(".step-actions button:has-text('Write it in HeadReader.java')").click();
        assertThat(editor()).isFocused();
        page.keyboard().type("return null;");
        Locator typed = editor().locator(".cm-line:has-text('return null;')");
        assertThat(typed).isInViewport();
        page.setViewportSize(1280, 420);
        assertThat(typed).isInViewport();
    }

    @Test
    @DisplayName("progress shows on the pages as it is made: steps, contents, menu, list of labs, the next step")
    void marks() {
        Locator bind = page.locator("#bind .step-mark");
        Locator next = page.locator(".next-step");
        assertThat(bind).hasText(Pattern.compile("●\\s*next"));
        assertThat(next).hasText("Next: lab01 bind");
        Progress.load(copy.course)
                .record(copy.lab, Map.of("bind", new TaskState(15, 15, "passed"), "accept-loop",
                        new TaskState(8, 20, "failed")));
        assertThat(bind).hasText(Pattern.compile("✓\\s*passed"));
        assertThat(page.locator("#accept-loop .step-mark")).hasText(Pattern.compile("●\\s*next\\s*8/20\\s*points"));
        assertThat(page.locator(".contents a[href='#bind'] .step-mark")).containsText("passed");
        assertThat(page.locator(".menu nav a[href='lab01.html'] .step-mark")).containsText("23/100");
        assertThat(page.locator("#read-head .step-mark")).hasCount(0);
        for (String other : List.of("index.html", "concept.html", "lab01-interface.html")) {
            visit.open(other);
            assertThat(next).hasText("Continue: lab01 accept-loop");
            page.locator(".map summary").click();
            assertThat(page.locator(".map [aria-current=step]")).containsText("lab01 Sockets 23/100");
        }
        visit.open("index.html");
        assertThat(page.locator("main td .step-mark")).hasText(Pattern.compile("●\\s*next\\s*23/100\\s*points"));
        next.click();
        page.waitForURL(address() + "lab01.html#accept-loop");
        assertThat(page.locator("#accept-loop")).isInViewport();
    }

    @Test
    @DisplayName("a mark goes with the code that it is about, and comes back with it")
    void goesWithCode() {
        Locator bind = page.locator("#bind .step-mark");
        Progress.load(copy.course)
                .record(copy.lab, Map.of("bind", new TaskState(15, 15, "passed")), Set.of("bind"));
        openLab();
        assertThat(bind).hasText(Pattern.compile("↺\\s*code gone"));
        assertThat(page.locator(".lab-pane select")).containsText("↺ bind 0/15");
        String starter = copy.read(OWN);
        copy.write(OWN, starter.replace("throw new Todo(\"bind\")", "return null"));
        assertThat(bind).hasText(Pattern.compile("✓\\s*passed"));
        assertThat(page.locator(".lab-pane select")).containsText("✓ bind 15/15");
        copy.write(OWN, starter);
        assertThat(bind).hasText(Pattern.compile("↺\\s*code gone"));
        assertThat(page.locator(".next-step")).hasText("Next: lab01 bind");
    }

    @Test
    @DisplayName("the keyboard alone opens the lab, changes files with arrows, and gets into the editor and out of it")
    void keyboard() {
        visit.tabFromTopTo(".studio-bar button:text-is('Open the lab')");
        visit.press("Enter");
        assertThat(tab("Listener.java")).isFocused();
        List<String> names = page.locator(".lab-tabs [role=tab]").allTextContents();
        visit.press("Home");
        visit.press("ArrowRight");
        assertThat(tab(names.get(1))).isFocused();
        assertThat(tab(names.get(1))).hasAttribute("aria-selected", CHOSEN);
        visit.press("ArrowLeft");
        visit.press("ArrowLeft");
        assertThat(tab(names.getLast())).isFocused();
        visit.press("Home");
        assertThat(tab(names.getFirst())).isFocused();
        visit.tabTo(".lab-file:not([hidden]) .cm-content");
        page.keyboard().insertText("// typed\n");
        onDisk("saved", FOLDER + names.getFirst(), "// typed\n");
        visit.press("Escape");
        visit.press("Tab");
        assertThat(editor()).not().isFocused();
        visit.press("Shift+Tab");
        assertThat(editor()).isFocused();
        page.keyboard().insertText("Str");
        visit.press("Escape");
        visit.press("Tab");
        assertThat(editor()).not().isFocused();
        for (String button : List.of("Run", "Grade this task", "Grade", "Hint", "Solution")) {
            visit.tabTo(".lab-pane button:text-is('" + button + "')");
        }
        visit.press("Enter");
        assertThat(panel("Solution")).containsText("bind is not passed yet");
        visit.tabTo(".lab-pane button:text-is('Reset…')");
        visit.tabTo(".lab-heads button:text-is('Server')");
        visit.tabTo(".studio-bar button:text-is('Close the lab')");
        visit.press("Enter");
        assertThat(page.locator(".lab-pane")).isHidden();
    }

    private static double end(BoundingBox box) {
        return box.y + box.height;
    }

    @Test
    @DisplayName("on a narrow screen the page is above and the lab below, all within the window")
    void narrow() {
        openLab();
        View.NARROW_LIGHT.show(page);
        BoundingBox pane = page.locator(".lab-pane").boundingBox();
        BoundingBox bar = page.locator(".studio-bar").boundingBox();
        assertEquals(0, pane.x);
        assertEquals(page.viewportSize().width, pane.width);
        assertTrue(pane.y > page.viewportSize().height / 4.0, () -> "nothing left of the page: " + pane.y);
        assertTrue(end(pane) <= bar.y + 1, () -> "the bar hides the pane: " + end(pane) + " " + bar.y);
        assertTrue(end(bar) <= page.viewportSize().height + 1, () -> "the bar ends at " + end(bar));
        for (String part : List.of(".lab-tabs", ".lab-code", ".lab-tools")) {
            BoundingBox box = page.locator(part).first().boundingBox();
            assertTrue(box.y >= pane.y && end(box) <= end(pane) + 1 && box.height > 20,
                    () -> part + ": " + box.y + " to " + end(box) + " in " + pane.y + " to " + end(pane));
        }
        choose("close");
        assertThat(page.locator("#close")).isInViewport();
        page.locator(".map summary").click();
        page.waitForCondition(() -> Math.abs(end(page.locator(".lab-pane").boundingBox())
                - page.locator(".studio-bar").boundingBox().y) <= 1);
    }

    @Test
    @DisplayName("verdicts are beside hints, code has most of the room, and the lines that were moved stay")
    void room() {
        page.setViewportSize(1280, 900);
        openLab();
        button("Hint").click();
        button("Verdicts").click();
        assertThat(panel("Hints")).isVisible();
        assertThat(panel("Verdicts")).isVisible();
        assertEquals(box(panel("Hints")).y, box(panel("Verdicts")).y);
        assertTrue(box(page.locator(".lab-code")).height > 0.6 * box(page.locator(".lab-pane")).height);
        assertTrue(box(page.locator(".lab-tools")).height < 50, "one row of tools");
        button("Server").click();
        assertThat(page.locator(".lab-panel-body:visible")).hasCount(2);
        move("Size of the lab", "ArrowLeft", "50");
        move("Size of the panels", "ArrowUp", "26");
        page.reload();
        assertThat(editor()).isVisible();
        assertEquals(640, box(page.locator(".lab-pane")).width, 1);
        for (int[] size : new int[][] {{390, 844}, {640, 450}}) {
            page.setViewportSize(size[0], size[1]);
            assertTrue(box(page.locator(".lab-code")).height > 12 * 19.5, "twelve lines at " + size[0]);
        }
    }

    private void move(String line, String key, String percent) {
        Locator separator = page.getByRole(AriaRole.SEPARATOR, new Page.GetByRoleOptions().setName(line));
        separator.focus();
        visit.press(key);
        assertThat(separator).hasAttribute("aria-valuenow", percent);
    }

    private static BoundingBox box(Locator part) {
        return part.boundingBox();
    }

    @ParameterizedTest
    @EnumSource(names = {"WIDE_LIGHT", "WIDE_DARK"})
    @DisplayName("the panel of Ctrl+F has the colors of the page, and names for what is in it")
    void find(View view) {
        view.show(page);
        openLab();
        editor().click();
        visit.press("ControlOrMeta+f");
        Locator button = page.locator(".cm-search .cm-button").first();
        assertThat(button).isVisible();
        assertThat(button).hasCSS("background-image", "none");
        Object text = page.evaluate("getComputedStyle(document.body).color");
        for (Locator part : List.of(button, page.locator(".cm-search [name=search]"),
                page.locator(".cm-search [name=close]"))) {
            assertThat(part).hasCSS("color", text.toString());
        }
        assertEquals("", Axe.findings(page));
        visit.press("Escape");
        assertThat(page.locator(".cm-search")).hasCount(0);
        assertThat(editor()).isFocused();
    }

    @Test
    @DisplayName("axe has nothing to say about the open lab, and nothing is wider than the screen")
    void axe() {
        openLab();
        typeAtTop("import java.util.Wrong;\n");
        assertThat(page.locator(".lab-wrong")).isVisible();
        passed("bind");
        assertThat(page.locator("#bind .step-mark")).containsText("passed");
        button("Hint").click();
        assertThat(panel("Hints")).containsText("hint 1 of 3");
        bothChange("// here\n", "// outside\n");
        page.locator(".map summary").click();
        assertEquals("", Axe.findings(page));
        button("Keep what is here").click();
    }
}
