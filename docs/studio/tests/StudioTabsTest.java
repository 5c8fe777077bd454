package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import docs.site.tests.Visit;
import docs.studio.run.Studio;
import grader.proofs.testing.Wrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many tabs of one browser, which has six connections for all of them; tabs that go, and a studio that does. */
class StudioTabsTest extends OnLabPage {

    private static final int TABS = 20;
    private static final int COMMANDS = 10;
    private static final String TOKEN = "a token of this test's own";

    private static Page tab(Page of, String name) {
        Page tab = of.context().newPage();
        tab.navigate(of.url().replaceFirst("[^/]*$", name));
        return tab;
    }

    /** Runs a command in the page, with the strip of a command that the reader is to look at first. */
    private static Locator run(Page page, String command) {
        page.locator(".run-command[title]").last().click();
        Locator strip = page.locator(".live-command");
        strip.locator("textarea").fill(command);
        strip.locator("textarea").press("Enter");
        return strip;
    }

    private static ProcessHandle process(Locator strip) {
        assertThat(strip.locator("samp")).hasText(Pattern.compile("\\d+"));
        return ProcessHandle.of(Long.parseLong(strip.locator("samp").innerText())).orElseThrow();
    }

    @Test
    @DisplayName("with 20 tabs and 10 running commands, pages load, an edit is saved, and Stop stops")
    void many() {
        List<Page> tabs = new ArrayList<>(List.of(page));
        while (tabs.size() < TABS) {
            tabs.add(tab(page, "lab01.html"));
        }
        for (Page each : tabs) {
            assertThat(each.locator(".studio-bar button:has-text('the lab')")).isVisible();
        }
        List<Locator> strips =
                tabs.subList(0, COMMANDS).stream().map(each -> run(each, "echo $$; exec sleep 606")).toList();
        List<ProcessHandle> processes = strips.stream().map(StudioTabsTest::process).toList();
        assertEquals(COMMANDS, processes.stream().filter(ProcessHandle::isAlive).count());
        assertThat(tab(page, "concept.html").locator(".studio-bar .map")).isVisible();
        openLab();
        typeAtTop("// typed\n");
        onDisk("the edit is saved", OWN, "// typed\n");
        for (Locator strip : strips) {
            strip.locator("button:text-is('Stop')").click();
            assertThat(strip.locator(".said")).containsText("stopped after");
        }
        assertEquals(0, processes.stream().filter(ProcessHandle::isAlive).count());
    }

    @Test
    @DisplayName("what a tab runs ends with the tab, or with its page, and not with others")
    void closed() {
        ProcessHandle stays = process(run(page, "echo $$; exec sleep 607"));
        Page second = tab(page, "lab01.html");
        ProcessHandle ends = process(run(second, "echo $$; exec sleep 608"));
        second.close();
        Wrapper.await("what the closed tab ran has ended", () -> !ends.isAlive());
        Page third = tab(page, "lab01.html");
        ProcessHandle left = process(run(third, "echo $$; exec sleep 609"));
        third.reload();
        Wrapper.await("what the page ran has ended", () -> !left.isAlive());
        assertEquals("done", third.evaluate("fetch('lab01.html').then(() => 'done')"));
        assertThat(page.locator(".live-command .said")).hasText("running");
        assertEquals(true, stays.isAlive());
    }

    @Test
    @DisplayName("a browser without shared workers has a stream for each tab")
    void noSharedWorker() {
        page.context().addInitScript("delete globalThis.SharedWorker");
        Page other = tab(page, "lab01.html");
        Locator strip = run(other, "echo heard");
        assertThat(strip.locator("samp")).hasText("heard");
        assertThat(strip.locator(".said")).containsText("done in");
        assertThat(other.locator(".studio-bar .connection")).isEmpty();
    }

    @Test
    @DisplayName("while the studio is away the bar says so; after a restart all goes on, and what was typed is saved")
    void restarted() {
        Studio own = new Studio(copy.course, 0, Optional.of(TOKEN), Set.of());
        int port = own.port();
        try (Visit other = browser.visit("http://127.0.0.1:" + port + "/")) {
            page = other.open("lab01.html?token=" + TOKEN);
            Locator connection = page.locator(".studio-bar .connection");
            page.waitForURL("**/lab01.html");
            openLab();
            Locator command = run(page, "echo begun; exec sleep 606");
            assertThat(command.locator("samp")).hasText("begun");
            own.close();
            assertThat(connection).hasText("The studio does not answer. Is ./jbang course still running?");
            assertThat(page.locator(".server-state")).hasText("the studio does not answer");
            editor().click();
            page.keyboard().insertText("// typed meanwhile\n");
            assertThat(told()).hasText("The studio does not answer. Is ./jbang course still running?");
            own = new Studio(copy.course, port, Optional.of(TOKEN), Set.of());
            assertThat(connection).isEmpty();
            onDisk("what was typed is saved", OWN, "// typed meanwhile\n");
            assertThat(told()).isEmpty();
            assertThat(page.locator(".server-state")).hasText("not running");
            assertThat(command.locator(".said")).hasText("The studio was started again: run it again.");
            own.close();
            own = new Studio(copy.course, port, Optional.of("another token"), Set.of());
            assertThat(connection).hasText("The studio has another key now. Open the link that ./jbang course shows.");
        } finally {
            own.close();
        }
    }
}
