package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import docs.site.tests.Axe;
import docs.site.tests.InBrowser;
import docs.site.tests.SiteBrowser;
import docs.site.tests.SiteTree;
import docs.site.tests.Visit;
import docs.studio.run.Studio;
import grader.course.Course;
import grader.course.Lab;
import grader.files.Folders;
import grader.starter.Starter;
import grader.testing.CourseCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer with only a browser: from the index to a first server, and through lab 01 to all its points. The checkout,
 * the pages, the grader and the servers are real.
 */
@InBrowser
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SAME_THREAD)
class StudioJourneyTest {

    /** Of a program that JBang compiles first, on a busy machine. */
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(Duration.ofMinutes(5).toMillis());

    private static final Pattern ALL_POINTS = Pattern.compile("100 of 100 points");

    @TempDir
    Path root;

    private Visit visit;
    private Page page;

    /** A checkout as a newcomer has it, with its pages. */
    private Course checkout() throws IOException {
        CourseCopy copy = new CourseCopy(root);
        Path real = Course.here().root();
        for (String folder : new String[] {"grader", "docs/studio", "docs/site", "docs/pages"}) {
            for (Path file : Folders.filesBelow(real.resolve(folder))) {
                put(file, root.resolve(real.relativize(file).toString()));
            }
        }
        put(real.resolve("jbang"), root.resolve("jbang"));
        assertEquals(Optional.empty(),
                SiteTree.BUILDER.build(Course.here(), root.resolve("build/site")).defects().stream().findFirst());
        return copy.course;
    }

    private static void put(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        if (!Files.exists(to)) {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private Locator named(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true)).first();
    }

    private Locator link(String words) {
        return page.locator("main a", new Page.LocatorOptions().setHasText(words)).first();
    }

    /** Types a file into the editor that has the focus, in place of what is there. */
    private void type(String text) {
        visit.press("ControlOrMeta+a");
        visit.press("Delete");
        page.keyboard().insertText(text);
    }

    /** The strip of a command that was run with the button beside it. */
    private Locator command(String text) {
        return page.locator(".live-command", new Page.LocatorOptions().setHas(
                page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("The command " + text))));
    }

    @Test
    @DisplayName("a newcomer gets to a first server, and to 100 points in lab 01, without a terminal")
    void journey(SiteBrowser browser) throws IOException {
        Course course = checkout();
        try (Studio studio = new Studio(course, 0, Optional.empty(), Set.of());
                Visit newcomer = browser.visit("http://127.0.0.1:" + studio.port() + "/")) {
            visit = newcomer;
            page = visit.open(studio.link().substring(studio.link().indexOf('?')));
            page.waitForURL("http://127.0.0.1:" + studio.port() + "/");
            firstServer();
            lab();
            afterwards();
            visit.assertNothingWentWrong();
        }
        assertTrue(Files.readString(root.resolve("labs/.progress.json")).contains("bind"));
    }

    private void firstServer() throws IOException {
        link("your first server in five minutes").click();
        Locator listing = page.locator(".listingblock", new Page.LocatorOptions().setHasText("Hello.java")).first();
        String code = listing.locator("pre").first().innerText();
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Hello.java")).click();
        type(code.replace("8080", "0")
                .replace("IO.println(\"listening on http://localhost:0\")",
                        "IO.println(\"listening on http://localhost:\" + listener.getLocalPort())"));
        assertThat(listing.locator(".said")).containsText("saved");

        named(AriaRole.BUTTON, "Run: ./jbang Hello.java").click();
        Locator server = command("./jbang Hello.java");
        assertThat(server).containsText("listening on http", PATIENTLY);
        String port = server.locator("samp").innerText().replaceAll("(?s).*localhost:(\\d+).*", "$1");

        named(AriaRole.BUTTON, "Run: curl -i http://localhost:8080/").click();
        Locator client = command("curl -i http://localhost:8080/");
        client.getByText("Stop").dispatchEvent("click");       // a server of this machine's may be silent there
        assertThat(client.locator(".said")).containsText(Pattern.compile("done|exit code|stopped"));
        client.locator("textarea").fill("curl -i http://localhost:" + port + "/");
        visit.press("Enter");
        assertThat(client.locator("samp")).containsText("HTTP/1.1 200 OK");
        assertThat(client.locator("samp")).containsText("Hello, world!");

        assertEquals("", Axe.findings(page));

        server.getByText("Stop").click();
        assertThat(server.locator(".said")).containsText("stopped", PATIENTLY);
        visit.press("Enter");
        link("Lab 01").click();
    }

    private void lab() {
        page.waitForURL("**/lab01.html");
        named(AriaRole.BUTTON, "Open the lab").click();
        Lab lab = Course.here().lab("lab01");
        Starter.reference(lab).forEach((name, text) -> {
            named(AriaRole.TAB, name).click();
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name)).click();
            type(text);
        });
        named(AriaRole.BUTTON, "Grade").click();
        assertThat(page.locator(".lab-pane")).containsText(ALL_POINTS, PATIENTLY);
    }

    /** The place is kept. */
    private void afterwards() {
        page.reload();
        page.locator(".studio-bar .map summary").click();
        assertThat(page.locator(".studio-bar .map")).containsText("100/100");
    }
}
