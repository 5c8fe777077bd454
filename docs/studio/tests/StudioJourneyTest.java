package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import docs.site.tests.Axe;
import docs.site.tests.InBrowser;
import docs.site.tests.SiteBrowser;
import docs.site.tests.SiteTree;
import docs.site.tests.Visit;
import grader.core.course.Course;
import grader.core.files.Folders;
import grader.core.starter.Starter;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer with only a browser, on a machine with one processor: from the index to a first server, and through lab 01
 * to all its points, while tabs are closed and reloaded, and the studio is killed once and stopped once. The checkout,
 * the pages, the grader and the servers are real; JBang's compilation is left out.
 */
@InBrowser
@Timeout(value = 1800, threadMode = Timeout.ThreadMode.SAME_THREAD)
class StudioJourneyTest {

    /** Of programs that compile first, on a busy machine with one processor. */
    private static final double PATIENCE_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final int ATTEMPTS = 5;
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);

    @TempDir
    Path root;

    private CourseCopy copy;
    private StartedStudio studio;
    private String link;
    private Visit visit;
    private Page page;

    /** On a busy machine, some check may be "not graded": a learner tries again then. */
    private void grade() {
        for (int i = 0; i < ATTEMPTS && !page.locator(".lab-pane").textContent().contains("100 of 100 points"); i++) {
            named(AriaRole.BUTTON, "Grade").click();
            assertThat(named(AriaRole.BUTTON, "Stop grading")).isVisible();
            assertThat(named(AriaRole.BUTTON, "Stop grading"))
                    .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MILLIS));
        }
    }

    /** A checkout as a newcomer has it, with its pages. */
    private void makeCheckout() throws IOException {
        copy = new CourseCopy(root);
        Path real = Course.here().root();
        for (String folder : new String[] {"docs/studio", "docs/site", "docs/pages"}) {
            for (Path file : Folders.filesBelow(real.resolve(folder))) {
                Path to = root.resolve(real.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        copy.jbang("*.java) exec '%s/bin/java' -XX:TieredStopAtLevel=1 \"$@\" ;;"
                .formatted(System.getProperty("java.home")));
        assertEquals(Optional.empty(),
                SiteTree.BUILDER.build(Course.here(), root.resolve("build/site")).defects().stream().findFirst());
        copy.write("build/site/.studio", "built");
    }

    @Test
    @DisplayName("a newcomer gets to 100 points in lab 01 on one processor, whatever happens to tabs and studio")
    void journey(SiteBrowser browser) throws Exception {
        makeCheckout();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        studio = StartedStudio.onOneProcessor(root);
        try {
            link = studio.link();
            String address = link.replaceFirst("\\?.*", "");
            try (Visit newcomer = browser.visit(address)) {
                visit = newcomer;
                visit.page().setDefaultTimeout(PATIENCE_MILLIS);
                page = visit.open(link.substring(address.length()));
                page.waitForURL(address);
                firstServer();
                visit.assertNothingWentWrong();
                lab();
            }
        } finally {
            studio.close();
        }
    }

    private void firstServer() throws IOException {
        assertThat(page.locator(".own-course h2")).hasText("Your course", new LocatorAssertions.HasTextOptions()
                .setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("#begin")).isHidden();
        assertThat(page.locator(".studio-bar .next-step")).hasText("Next: Your first server, in five minutes");
        assertEquals("", Axe.findings(page));
        link("your first server in five minutes").click();
        String code = listing().locator("pre").first().innerText();
        String mine = code.replace("8080", "0")
                .replace("IO.println(\"listening on http://localhost:0\")",
                        "IO.println(\"listening on http://localhost:\" + listener.getLocalPort())");
        type("Hello.java", mine);
        assertThat(listing().locator(".said")).containsText("saved", PATIENTLY);
        page.reload();
        assertThat(textbox("Hello.java")).containsText("listener.getLocalPort()");

        named(AriaRole.BUTTON, "Run: ./jbang Hello.java").click();
        Locator server = command("./jbang Hello.java");
        assertThat(server).containsText("listening on http", PATIENTLY);
        String port = server.locator("samp").innerText().replaceAll("(?s).*localhost:(\\d+).*", "$1");

        named(AriaRole.BUTTON, "Run: curl -i http://localhost:8080/").click();
        Locator client = command("curl -i http://localhost:8080/");
        client.getByText("Stop").dispatchEvent("click");       // a server of this machine's may be silent there
        assertThat(client.locator(".said")).containsText(Pattern.compile("done|exit code|stopped"), PATIENTLY);
        client.locator("textarea").fill("curl -i http://localhost:" + port + "/");
        visit.press("Enter");
        assertThat(client.locator("samp")).containsText("HTTP/1.1 200 OK", PATIENTLY);
        assertThat(client.locator("samp")).containsText("Hello, world!");

        assertEquals("", Axe.findings(page));

        server.getByText("Stop").click();
        assertThat(server.locator(".said")).containsText("stopped", PATIENTLY);
        link("Lab 01").click();
        page.waitForURL("**/lab01.html");
    }

    /** Each file is typed; in between a tab is closed, one is reloaded, and the studio is killed and stopped. */
    private void lab() throws Exception {
        named(AriaRole.BUTTON, "Open the lab").click();
        List<Map.Entry<String, String>> files = List.copyOf(Starter.reference(Course.here().lab("lab01")).entrySet());
        for (int i = 0; i < files.size(); i++) {
            String name = files.get(i).getKey();
            String text = files.get(i).getValue();
            page.locator(".lab-tabs [role=tab]:has-text('" + name + "')").click();
            textbox(name).click();
            if (i == 2) {
                studio.process.destroyForcibly().waitFor();
            }
            type(name, text);
            if (i == 2) {
                restart();
            }
            Wrapper.await("what was typed into " + name, () -> copy.read("labs/01-sockets/" + name).equals(text));
            if (i == 0) {
                page.reload();
            } else if (i == 1) {
                Page old = page;
                page = old.context().newPage();
                page.setDefaultTimeout(PATIENCE_MILLIS);
                page.navigate(old.url());
                old.close();
            }
        }
        named(AriaRole.BUTTON, "Grade").click();
        assertThat(named(AriaRole.BUTTON, "Stop grading")).isVisible();
        studio.process.destroy();       // as Ctrl+C does
        studio.process.waitFor();
        restart();
        page.reload();
        grade();
        assertThat(page.locator(".lab-pane")).containsText(Pattern.compile("100 of 100 points"), PATIENTLY);
        page.reload();
        page.locator(".studio-bar .map summary").click();
        assertThat(page.locator(".studio-bar .map")).containsText("100/100");
        assertThat(page.locator(".studio-bar .next-step")).hasText("Next: " + page.locator(".neighbours [rel=next]")
                .innerText()
                .replaceFirst("(?si)next\\s+", ""));
        for (Map.Entry<String, String> file : files) {
            assertEquals(file.getValue(), copy.read("labs/01-sockets/" + file.getKey()));
        }
    }

    /** It has the key and the port of the last one, so the tab goes on. */
    private void restart() throws IOException {
        studio.close();
        studio = StartedStudio.onOneProcessor(root);
        assertEquals(link, studio.link());
    }

    private Locator listing() {
        return page.locator(".listingblock", new Page.LocatorOptions().setHasText("Hello.java")).first();
    }

    private Locator named(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true)).first();
    }

    private Locator textbox(String name) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name));
    }

    private Locator link(String words) {
        return page.locator("main a", new Page.LocatorOptions().setHasText(words)).first();
    }

    /** Types a file into its editor, in place of what is there. */
    private void type(String name, String text) {
        textbox(name).click();
        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().press("Delete");
        page.keyboard().insertText(text);
    }

    /** The strip of a command that was run with the button beside it. */
    private Locator command(String text) {
        return page.locator(".live-command", new Page.LocatorOptions().setHas(
                page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("The command " + text))));
    }
}
