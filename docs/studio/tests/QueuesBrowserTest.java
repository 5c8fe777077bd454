package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** The view of the queues, with lab 02's server. */
class QueuesBrowserTest extends InStudio {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(Duration.ofMinutes(2).toMillis());

    @BeforeAll
    static void start() throws IOException {
        serve("lab02", task -> "[#%1$s,task=%2$s]\n== About %2$s\n\nText.\n".formatted(task.page(), task.id()), "");
    }

    private Locator row(String name) {
        return page.locator(".queues-one", new Page.LocatorOptions().setHasText(name));
    }

    @Test
    @DisplayName("more requests than two workers can serve fill the workers, then the queue, then the kernel's")
    void fills() {
        enter("lab02.html");
        page.navigate(address() + "queues?lab=lab02");
        assertThat(page.locator(".queues-server")).containsText("No server was started.");
        page.locator("button:text-is('Run')").click();
        assertThat(page.locator(".queues-server")).containsText("lab02 listens on port", PATIENTLY);
        assertThat(row("Workers")).containsText("0 of 2");
        visit.tabTo("input[type=range]");
        visit.press("End");
        assertThat(row("Workers")).containsText("2 of 2", PATIENTLY);
        assertThat(row("Your queue")).containsText("4 of 4", PATIENTLY);
        assertThat(row("The kernel's queue")).containsText(Pattern.compile("[1-9]\\d* of 8"), PATIENTLY);
        assertThat(page.locator(".queues-times")).containsText(Pattern.compile("What clients wait\\s*\\d+ ms"),
                PATIENTLY);
        assertEquals("", Axe.findings(page));
        visit.press("Home");
        assertThat(row("Your queue")).containsText("0 of 4", PATIENTLY);
        assertThat(row("Workers")).containsText("0 of 2", PATIENTLY);
        page.locator("button:text-is('Stop')").click();
        assertThat(page.locator(".queues-server")).containsText("lab02 has stopped");
        page.locator("label:has-text('Workers') input").fill("0");
        page.locator("button:text-is('Run')").click();
        assertThat(page.locator(".queues-server")).containsText(
                Pattern.compile("exit code 2\\. Its last line: .*workers"),
                PATIENTLY);
        page.navigate(address() + "queues?lab=lab03");
        assertThat(page.locator(".queues-fields")).containsText("Places in the kernel");
        assertThat(page.locator(".queues-fields")).not().containsText("Each request takes");
    }
}
