package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import docs.site.tests.Axe;
import docs.site.tests.InBrowser;
import docs.site.tests.SiteBrowser;
import docs.site.tests.Visit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The page of the chain. */
@Tag("nightly")
@InBrowser
@ResourceLock("the browser that shows the studio")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SAME_THREAD)
class ChainBrowserTest {

    @TempDir
    Path folder;

    private Page page;

    private Locator card(String title) {
        return page.locator(".chain-part:has(h3:has-text('" + title + "'))");
    }

    @Test
    @DisplayName("keys kill a server and start it again; the page shows the load and the way of a request")
    void page(SiteBrowser browser) throws IOException {
        try (StartedChain chain = new StartedChain(folder, "--rate", "30")) {
            String link = chain.link();
            String site = link.replaceFirst("\\?.*", "");
            try (Visit visit = browser.visit(site)) {
                page = visit.open(link.substring(site.length()));
                assertThat(card("Server a")).containsText("running");
                assertThat(card("Edge")).containsText(Pattern.compile("Traffic.*: [1-9][\\d.]* requests per second"));
                assertThat(page.locator(".chain-spans")).containsText(Pattern.compile("client.*edge.*server",
                        Pattern.DOTALL));

                visit.tabTo("button[aria-label='Kill server a']");
                visit.press("Enter");
                assertThat(page.locator(".chain-events")).containsText("server a was killed");
                assertThat(card("Server a")).containsText("stopped");
                assertThat(card("Edge")).containsText("is out");
                visit.tabTo("button[aria-label='Start server a']");
                visit.press("Enter");
                assertThat(page.locator(".chain-events")).containsText("server a serves again");

                visit.tabTo("button:text-is('Freeze for 3 s')");
                visit.press("Enter");
                assertThat(card("PostgreSQL")).containsText("frozen");
                assertThat(page.locator(".chain-events")).containsText("the database goes on");
                page.locator("button:text-is('Slowest of the last')").click();
                assertThat(page.locator(".chain-way")).containsText(Pattern.compile("[23]\\d{3} ms"));
                assertThat(page.locator(".chain-spans"))
                        .containsText(Pattern.compile("handle.*database.*execute", Pattern.DOTALL));

                visit.tabTo("input[type=range]");
                visit.press("ArrowRight");
                assertThat(page.locator("input[type=range]")).hasAttribute("aria-valuetext", "35 requests per second");
                assertThat(page.locator(".chain-counts")).containsText(Pattern.compile("lost\\s*0"));
                assertEquals("", Axe.findings(page));
                visit.assertNothingWentWrong();
            }
        }
    }
}
