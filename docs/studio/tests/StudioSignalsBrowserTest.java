package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import docs.site.tests.Axe;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lab 12's page: the four signals of the server in its pane, drawn while a slider moves. */
class StudioSignalsBrowserTest extends InStudio {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(Duration.ofMinutes(3).toMillis());

    @BeforeAll
    static void start() throws IOException {
        serve("lab12", task -> "[#%1$s,task=%1$s]\n== About %1$s\n\n[.signal-%1$s]\nDrawn live.\n"
                .formatted(task.id()), "", "--access-log", "off");
    }

    private Locator signal(String name) {
        return page.locator(".signal", new Page.LocatorOptions().setHasText(name));
    }

    @Test
    @DisplayName("a button of the page opens a chart, and the slider, moved by keys, changes the traffic")
    void traffic() {
        enter("lab12.html");
        Locator link = page.locator("main button:text-is('See traffic live')");
        link.focus();
        visit.press("Enter");
        assertThat(signal("Traffic")).isFocused();
        assertThat(page.locator(".lab-panel-body[aria-label=Signals]")).containsText("Your server is not running.");
        page.locator(".lab-pane button:text-is('Run')").click();
        assertThat(page.locator(".server-state")).containsText("listening on", PATIENTLY);
        link.click();
        assertThat(signal("Traffic")).containsText("Traffic: 0 requests per second");
        assertThat(signal("Saturation")).containsText("0 of ");

        Locator slider = visit.tabTo("input[type=range]");
        for (int i = 0; i < 6; i++) {
            visit.press("ArrowRight");
        }
        assertThat(slider).hasAttribute("aria-valuetext", "30 requests per second");
        assertThat(signal("Traffic")).containsText(Pattern.compile("Traffic: [1-9]\\d requests per second"), PATIENTLY);
        assertThat(signal("Latency")).containsText(Pattern.compile("p50 [\\d.]+ ms, p99 [\\d.]+ ms"));
        assertThat(signal("Errors")).containsText("Errors: 0% fail");
        assertThat(page.locator(".lab-panel-body[aria-label=Signals] [role=status]"))
                .containsText("traffic: ", PATIENTLY);
        assertThat(signal("Traffic").locator("g path")).hasAttribute("d", Pattern.compile("M.+L.+"));
        assertEquals("", Axe.findings(page));

        slider.focus();
        visit.press("Home");
        assertThat(signal("Traffic")).containsText("Traffic: 0 requests per second", PATIENTLY);
        page.locator(".lab-pane button:text-is('Stop')").click();
        assertThat(page.locator(".lab-panel-body[aria-label=Signals]")).containsText("Your server is not running.");
        assertTrue(signal("Traffic").locator("svg").isVisible());
    }
}
