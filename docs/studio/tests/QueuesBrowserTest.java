package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import docs.site.tests.Axe;
import docs.site.tests.Recordings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    /** What the view has got, five times per second. */
    private void keepRecording() throws IOException {
        Recordings.keep("queues.json", (String) page.evaluate("""
                () => {
                  const all = replies['api/queues'].filter(({ queue }) => queue).map(({ at, asked, queue, client }) =>
                    ({ ...JSON.parse(queue), at, rate: asked.load?.rate ?? 0, client }));
                  const begun = all.findIndex(({ rate }) => rate > 0);
                  const every = all.slice(begun - 1).filter(({ at }, i, from) => !i || Math.floor(at / 200) > Math.floor(from[i - 1].at / 200));
                  const moments = every.map(({ at, rate, client, kernel, handoff, busy }) => ({ at: Math.round(at - every[0].at),
                    rate, kernel: kernel.depth, own: handoff, workers: busy, p50: client.p50 && Math.round(client.p50), p99: client.p99 && Math.round(client.p99) }));
                  return JSON.stringify({ lab: 'lab 02', limits: { kernel: all[0].kernel.limit, own: 4, workers: 2 }, hold: 200, moments });
                }"""));
    }

    @Test
    @DisplayName("more requests than two workers can serve fill the workers, then the queue, then the kernel's")
    void fills() throws IOException {
        enter("lab02.html");
        page.navigate(address() + "queues?lab=lab02");
        assertThat(page.locator(".queues-server")).containsText("No server was started.");
        page.locator("button:text-is('Run')").click();
        assertThat(page.locator(".queues-server")).containsText("lab02 listens on port", PATIENTLY);
        assertThat(row("Workers")).containsText("0 of 2");
        keepReplies();
        visit.tabTo("input[type=range]");
        visit.press("PageUp");
        visit.press("PageUp");
        assertThat(row("Workers")).containsText("2 of 2", PATIENTLY);
        assertThat(row("Your queue")).containsText("4 of 4", PATIENTLY);
        assertThat(row("The kernel's queue")).containsText(Pattern.compile("[1-9]\\d* of 8"), PATIENTLY);
        assertThat(page.locator(".queues-times")).containsText(Pattern.compile("What clients wait\\s*\\d{4} ms"),
                PATIENTLY);
        assertEquals("", Axe.findings(page));
        visit.press("Home");
        assertThat(row("Your queue")).containsText("0 of 4", PATIENTLY);
        assertThat(row("Workers")).containsText("0 of 2", PATIENTLY);
        keepRecording();
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
        try (ServerSocket another = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            page.navigate(address() + "queues?port=" + another.getLocalPort());
            assertThat(page.locator(".queues-server")).containsText("The server on port " + another.getLocalPort());
            visit.tabTo("input[type=range]");
            visit.press("PageUp");
            assertThat(row("The kernel's queue")).containsText(Pattern.compile("[1-9]"), PATIENTLY);
            assertThat(row("Workers")).isHidden();
        }
        assertThat(page.locator(".queues-server")).containsText("No listener on port", PATIENTLY);
    }
}
