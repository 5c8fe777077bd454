package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import docs.site.tests.Axe;
import docs.site.tests.View;
import grader.course.Progress;
import grader.course.Progress.TaskState;
import grader.testing.Wrapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lab beside its page, as a learner uses it: files, server, help. */
class StudioLabPaneTest extends OnLabPage {

    private static final Pattern CHOSEN = Pattern.compile("true");

    private void onDisk(String what, String file, String text) {
        Wrapper.await(what, () -> copy.read(file).contains(text));
    }

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
    @DisplayName("what another program does with the files shows up: a change, a new file, a deletion")
    void outside() {
        openLab();
        copy.append(OWN, "// from an IDE\n");
        visit.press("Tab");
        visit.press("ControlOrMeta+End");
        assertThat(editor()).containsText("// from an IDE");
        copy.write(FOLDER + "Mine.java", "class Mine {}");
        page.waitForResponse(
                response -> response.url().endsWith("/check") && response.request().postData().contains("Mine.java"),
                () -> tab("Mine.java").click());
        assertThat(editor()).hasText("class Mine {}");
        copy.delete(FOLDER + "Mine.java");
        assertThat(tab("Mine.java")).hasCount(0);
        assertThat(told()).hasText("Mine.java was deleted outside this page.");
        assertThat(page.locator(".lab-tabs [aria-selected=true]")).hasCount(1);
        assertThat(editor()).isVisible();
    }

    /** Another program saves the file in the moment before the page does. */
    private void bothChange(String here, String outside) {
        page.route("**/api/lab/file", route -> {
            copy.write(OWN, outside + copy.read(OWN));
            page.unroute("**/api/lab/file");
            route.resume();
        });
        typeAtTop(here);
        assertThat(page.locator(".lab-clash")).containsText("Listener.java has also been changed outside this page.");
    }

    @Test
    @DisplayName("where both have changed a file, the learner chooses: the one on the disk, or the one here")
    void conflict() {
        openLab();
        bothChange("// here\n", "// outside\n");
        assertFalse(copy.read(OWN).contains("// here"));
        button("Take the file on disk").click();
        assertThat(editor()).containsText("// outside");
        assertThat(editor()).not().containsText("// here");
        assertThat(editor()).isFocused();
        assertThat(page.locator(".lab-clash")).hasCount(0);

        bothChange("// mine\n", "// theirs\n");
        button("Keep what is here").click();
        onDisk("kept", OWN, "// mine\n// outside\n");
        assertFalse(copy.read(OWN).contains("// theirs"));
        assertThat(page.locator(".lab-clash")).hasCount(0);
        typeAtTop("// more\n");
        onDisk("saved again", OWN, "// more\n// mine\n// outside\n");
    }

    @Test
    @DisplayName("Run shows where the server listens and what it prints, Stop ends it")
    void server() throws Exception {
        copy.solve("lab01");
        openLab();
        assertThat(page.locator(".server-state")).hasText("not running");
        button("Run").click();
        Locator link = page.locator(".server-state a");
        assertThat(link).hasText(Pattern.compile("http://127.0.0.1:\\d+"));
        String server = link.getAttribute("href");
        assertThat(panel("Server")).containsText("lab01 listening on " + server);
        HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(server + "/hello")).build(),
                        BodyHandlers.discarding());
        assertThat(panel("Server")).containsText("GET /hello");
        button("Stop").click();
        assertThat(page.locator(".server-state")).containsText("stopped");
        assertThat(button("Stop")).isDisabled();
        assertThat(panel("Server")).containsText("stopped");
    }

    @Test
    @DisplayName("hints come one by one, and those shown before are there when the task is chosen")
    void hints() {
        openLab();
        button("Hint").click();
        assertThat(panel("Hints")).containsText("bind: hint 1 of 3");
        button("Hint").click();
        assertThat(panel("Hints").locator("h3"))
                .hasText(new String[] {"bind: hint 1 of 3", "bind: hint 2 of 3"});
        choose("close");
        assertThat(panel("Hints")).hasText("No hint of close was shown yet.");
        page.reload();
        page.locator(".lab-panel summary:has-text('Hints')").click();
        assertThat(panel("Hints").locator("h3")).hasCount(2);
        assertThat(panel("Hints")).not().containsText("`");
    }

    @Test
    @DisplayName("a reset puts a task back to the start, and says where the learner's file is")
    void reset() {
        copy.replace(OWN, "throw new Todo(\"bind\");", "return null; // mine");
        String mine = copy.read(OWN);
        openLab();
        assertThat(editor()).containsText("return null; // mine");
        button("Reset…").click();
        page.locator("dialog[open] button:text-is('Cancel')").click();
        assertEquals(mine, copy.read(OWN));
        button("Reset…").click();
        page.locator("dialog[open] button:text-is('Reset bind')").click();
        assertThat(told()).containsText("bind is as it was in the beginning. Your files are in labs/.backups/");
        assertEquals(starter.get(OWN), copy.read(OWN));
        String folder = told().textContent().replaceFirst(".*are in (.*)\\.", "$1");
        assertEquals(mine, copy.read(Path.of(folder, OWN).toString()));
        assertThat(editor()).containsText("throw new Todo(\"bind\");");
    }

    private void passed(String task) {
        Progress.load(copy.course).record(copy.lab, Map.of(task, new TaskState(15, 15, "passed")));
    }

    @Test
    @DisplayName("the solution is refused before the task is passed, and shown after, with why it works")
    void solution() {
        openLab();
        button("Solution").click();
        assertThat(panel("Solution")).hasText("bind is not passed yet (not graded): take a hint, or grade it again.");
        passed("bind");
        assertThat(page.locator(".lab-pane select option").first()).hasText(Pattern.compile("✓ bind +15/15"));
        choose("bind");
        button("Solution").click();
        assertThat(panel("Solution").locator(".removed")).containsText(new String[] {"throw new Todo(\"bind\");"});
        assertThat(panel("Solution").locator(".added").first()).isVisible();
        page.reload();
        page.locator(".lab-panel summary:has-text('Verdicts')").click();
        panel("Verdicts").locator("summary:has-text('Why it works')").click();
        assertThat(panel("Verdicts").locator(".why")).containsText("Packets to any other address");
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
            assertThat(next).hasText("Next: lab01 accept-loop");
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
        visit.press("Tab");
        assertThat(editor()).not().isFocused();
        visit.press("Shift+Tab");
        assertThat(editor()).isFocused();
        page.keyboard().insertText("Str");
        visit.press("Escape");
        visit.press("Tab");
        assertThat(editor()).not().isFocused();
        for (String button : List.of("Run", "Grade this task", "Grade", "Hint", "Reset…", "Solution")) {
            visit.tabTo(".lab-pane button:text-is('" + button + "')");
        }
        visit.press("Enter");
        assertThat(panel("Solution")).containsText("bind is not passed yet");
        visit.tabTo(".lab-panel summary:text-is('Server')");
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
        for (String part : List.of(".lab-tabs", ".lab-code", ".lab-actions", ".lab-below")) {
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
        List<String> found = new ArrayList<>();
        Axe axe = new Axe(page);
        for (View view : View.values()) {
            view.show(page);
            axe.violations("body").forEach(violation -> found.add(view + ": " + violation));
            view.sticksOut(page).ifPresent(wide -> found.add(view + ": too wide: " + wide));
        }
        assertEquals("", String.join("\n", found));
        button("Keep what is here").click();
    }
}
