package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import docs.site.tests.Axe;
import docs.site.tests.SiteTree;
import grader.core.starter.Starters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A lab's page with live cells: they use the reference's classes or the learner's, and find the running server. */
class StudioOwnClassesBrowserTest extends OnStudioPage {

    @BeforeAll
    static void lab() throws IOException {
        String text = Files.readString(course.pages().resolve("lab01.adoc"));
        tree.page("lab01", text.replace("[recap]\n", BASE_AND_SUM + "[recap]\n"));
        SiteTree.record(course);
        new Starters(course).renew(false);
        tree.file("jbang", """
                #!/bin/sh
                echo "$1 listening on http://127.0.0.1:4711"
                exec sleep 600
                """);
        assertTrue(root.resolve("jbang").toFile().setExecutable(true));
    }

    @BeforeEach
    void openLab() throws IOException {
        mine(1);
        page = visit.open("lab01.html");
        assertThat(status()).hasText("the cells are ready");
        page.locator("#base").scrollIntoViewIfNeeded();     // its editor is made when it comes near
    }

    private static Path file() {
        return course.lab("lab01").own().resolve("Mine.java");
    }

    private static void mine(int number) throws IOException {
        Files.writeString(file(), "final class Mine {\n    static int number() { return " + number + "; }\n}\n");
    }

    private Locator status() {
        return page.locator(".studio-bar .state");
    }

    private Locator choice() {
        return page.getByLabel("Classes:");
    }

    @Test
    @DisplayName("cells use my classes when I choose so, also after a reload, and say nothing of the recording then")
    void choose() {
        run("sum");
        assertThat(said("sum")).containsText(", as recorded");
        choice().selectOption("mine");
        assertThat(status()).hasText("the cells are ready, with your classes");
        assertThat(said("sum")).containsText("gone");
        write("base", "int base = Mine.number();");
        run("sum");
        assertThat(output("sum").locator("samp")).hasText("sum 2");
        assertThat(said("sum")).hasText(Pattern.compile("done in \\d.*s"));
        page.reload();
        assertThat(choice()).hasValue("mine");
        assertThat(status()).hasText("the cells are ready, with your classes");
        choice().selectOption("reference");
        assertThat(status()).hasText("the cells are ready");
        button("sum", "Run").click();
        assertThat(output("base")).containsText("cannot find symbol");
    }

    @Test
    @DisplayName("a cell that is run before the choice has reached the studio waits for it")
    void runAtOnce() {
        Queue<Route> held = new ArrayDeque<>();
        page.route("**/api/cells/classes", held::add);
        write("base", "int base = Mine.number();");
        choice().selectOption("mine");
        Queue<Request> runs = new ArrayDeque<>();
        page.onRequest(request -> Optional.of(request).filter(one -> one.url().endsWith("/run")).ifPresent(runs::add));
        button("sum", "Run").click();
        page.waitForCondition(() -> !held.isEmpty());
        for (int i = 0; i < 3; i++) {           // a run that does not wait asks for this, and then has its turn
            page.evaluate("fetch('api/cells?page=lab01')");
        }
        assertEquals(0, runs.size(), "no cell runs yet");
        assertThat(said("sum")).hasText("waiting for its turn");
        held.remove().resume();
        assertThat(output("sum").locator("samp")).hasText("sum 2");
    }

    @Test
    @DisplayName("a saved file makes outputs stale, and the next run uses it, after the cells that it builds on")
    void save() throws IOException {
        choice().selectOption("mine");
        write("base", "int base = Mine.number();");
        run("sum");
        mine(40);
        assertThat(said("sum")).hasText("stale: your classes have changed");
        assertThat(output("sum")).hasClass(Pattern.compile("\\bstale\\b"));
        assertThat(status()).hasText("your classes have changed: the next run uses them");
        run("sum");
        assertThat(output("sum").locator("samp")).hasText("sum 41");
        assertThat(output("sum")).not().hasClass(Pattern.compile("\\bstale\\b"));
        assertThat(status()).hasText("the cells are ready, with your classes");
    }

    @Test
    @DisplayName("classes that do not compile are told of at the cell and in the bar, until they are right")
    void compileError() throws IOException {
        Files.writeString(file(), "final class Mine {\n    static int number() { return one; }\n}\n");
        choice().selectOption("mine");
        String problem = "your classes do not compile: " + file() + ":2: cannot find symbol";
        assertThat(status()).containsText(problem);
        button("base", "Run").click();
        assertThat(output("base").locator(".from-error")).containsText(problem);
        assertThat(status()).containsText(problem);
        mine(5);
        assertThat(status()).hasText("your classes have changed: the next run uses them");
        run("sum");
        assertThat(output("sum").locator("samp")).hasText("sum 21");
    }

    @Test
    @DisplayName("a cell finds the server that the page has started")
    void serverPort() {
        write("base", "int base = serverPort();");
        run("sum");
        assertThat(output("sum").locator("samp")).hasText("sum 1");
        page.locator(".studio-bar button", new Page.LocatorOptions().setHasText("Open the lab")).click();
        page.locator(".lab-actions button:text-is('Run')").click();
        assertThat(page.locator(".server-state")).containsText("listening on");
        run("base");
        run("sum");
        assertThat(output("sum").locator("samp")).hasText("sum 4712");
        page.locator(".lab-actions button:text-is('Stop')").click();
        assertThat(page.locator(".server-state")).containsText("stopped");
        run("base");
        run("sum");
        assertThat(output("sum").locator("samp")).hasText("sum 1");
        page.locator(".studio-bar button", new Page.LocatorOptions().setHasText("Close the lab")).click();
    }

    @Test
    @DisplayName("the keyboard alone chooses the classes, and axe has nothing to say")
    void keyboard() {
        visit.tabTo(".studio-bar select");
        visit.press("m");
        assertThat(status()).hasText("the cells are ready, with your classes");
        assertThat(choice()).isFocused();
        assertEquals("", Axe.findings(page));
    }
}
