package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lab beside its page, as a learner uses it: files, server, help. */
class StudioLabPaneTest extends OnLabPage {

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

    @Test
    @DisplayName("where both have changed a file, the learner chooses: the one on the disk, or the one here")
    void conflict() {
        openLab();
        bothChange("// here\n", "// outside\n");
        assertFalse(copy.read(OWN).contains("// here"));
        button("Take the other version").click();
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
    @DisplayName("a conflict that no one hears of, as the page is being left, is there when the lab is open again")
    void conflictWhileLeaving() {
        openLab();
        HeldSaves held = new HeldSaves(page);
        typeAtTop("// here\n");
        held.await(1);
        String theirs = "// outside\n" + copy.read(OWN);
        copy.write(OWN, theirs);
        page.navigate(address() + "index.html");
        page.navigate(address() + "lab01.html");
        assertThat(page.locator(".lab-clash"))
                .containsText("Listener.java has also been changed outside this page.");
        assertThat(editor()).containsText("// here");
        assertEquals(theirs, copy.read(OWN));
        button("Keep what is here").click();
        onDisk("kept", OWN, "// here\n");
        assertFalse(copy.read(OWN).contains("// outside"));
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
        choose("bind");     // The page may have chosen the step that it still shows.
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
}
