package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import docs.site.tests.Axe;
import docs.site.tests.Recordings;
import grader.grading.server.Server;
import grader.proofs.reference.ReferenceServers;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The view of the wire, with lab 03's server. */
class WireBrowserTest extends InStudio {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(Duration.ofMinutes(3).toMillis());

    @BeforeAll
    static void start() throws IOException {
        serve("lab03", task -> "[#%1$s,task=%2$s]\n== About %2$s\n\nText.\n".formatted(task.page(), task.id()),
                "echo $$ > labs/.pid; ");
    }

    private Locator one() {
        return page.locator(".wire-one");
    }

    private Locator part(String kind) {
        return one().locator(".wire-part[data-part=" + kind + "]");
    }

    private void field(String label, String value) {
        page.locator("label:has-text('" + label + "') input").fill(value);
    }

    private void send() {
        page.locator(".wire-send button:text-is('Send')").click();
    }

    @Test
    @DisplayName("a request in pieces is recorded, as lab 01's page shows it; a reload goes on with the same proxy")
    void pieces() throws IOException {
        enter("lab03.html");
        try (ReferenceServers reference = new ReferenceServers("lab01"); Server server = reference.start()) {
            page.navigate(address() + "wire?port=" + server.address().getPort());
            keepReplies();
            page.locator("#wire-text").fill("GET /slow HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n");
            field("Pieces of", "12");
            field("every", "300");
            send();
            assertThat(one()).containsText("Both sides are closed.");
            assertThat(one().locator(".wire-event[data-side=client][data-kind=BYTES]")).hasCount(3);
            assertThat(one().locator(".wire-silence").first()).containsText("of silence");
            assertThat(part("HEAD").nth(1)).containsText("TP/1.1\\r\\n");
            page.waitForFunction("() => replies['api/wire/look']?.at(-1).line.state === 'CLOSED'");
            Recordings.keep("wire.json", (String) page.evaluate("""
                    () => {
                      const { line: { up, down }, events, messages } = replies['api/wire/look'].at(-1);
                      return JSON.stringify({ lab: 'lab 01', line: { up, down }, events, messages });
                    }"""));
            String proxy = page.locator(".wire-where a").getAttribute("href");
            page.reload();
            assertThat(page.locator(".wire-where a")).hasAttribute("href", proxy);
            assertThat(page.locator(".wire-lines")).containsText("GET /slow HT");
        }
    }

    @Test
    @DisplayName("requests are sent, edited, cut, pipelined and compared; a killed server is noticed")
    void journey() throws IOException {
        enter("lab03.html");
        page.locator(".studio-bar .open-lab").click();
        assertEquals("wire?lab=lab03", page.locator(".lab-pane a:text-is('Wire')").getAttribute("href"));
        page.evaluate("""
                localStorage.setItem('inside-the-server.wire-check', JSON.stringify({ says: 'a check', steps: [
                  { who: '', lane: 0, sign: '>', lines: ['GET /check HTTP/1.1\\\\r\\\\n',
                    'Host: x\\\\r\\\\n', '\\\\r\\\\n'], mark: null }] }))
                """);
        page.navigate(address() + "wire?lab=lab03#check");
        assertThat(page.locator(".wire-server")).containsText("No server was started.");
        page.locator(".wire-target button:text-is('Run')").click();
        assertThat(page.locator(".wire-server")).containsText("lab03 listens on port", PATIENTLY);

        visit.tabTo("#wire-text");
        visit.press("ControlOrMeta+Enter");
        assertThat(one().locator("h2")).containsText("Connection 1");
        assertThat(part("HEAD").first()).containsText("GET / HTTP/1.1\\r\\n");
        assertThat(part("BODY")).containsText("method: GET\\n");
        assertThat(page.locator(".wire-lines")).containsText("HTTP/1.1 200 OK");

        one().locator("button[aria-label='Compare: request 1']").click();
        field("Times in one write", "3");
        send();
        assertThat(one()).containsText("response 3");
        assertThat(one()).containsText("one read of 105 bytes");
        one().locator("button[aria-label='Compare: request 2']").click();
        assertThat(page.locator(".wire-two")).containsText("All bytes are the same.");
        one().locator("button:text-is('Send all again')").click();
        assertThat(page.locator(".wire-sizes")).containsText("105 bytes in 1 write");

        one().locator("button[aria-label='Edit: request 1']").click();
        assertThat(page.locator("#wire-text")).isFocused();     // the bytes are there
        field("Cut after byte", "20");
        page.locator("label:has-text('Then') select").selectOption("FIN");
        send();
        assertThat(one()).containsText("Not complete: expected the empty line that ends the head.");
        assertThat(one()).containsText("FIN: the client sends no more.");

        page.locator("label:has-text('Example') select").selectOption("garbage");
        send();
        assertThat(one()).containsText("✗ expected a request line such as GET / HTTP/1.1, got \\x16");
        assertThat(one()).containsText("HTTP/1.1 400 Bad Request");
        assertThat(page.locator(".wire-lines")).containsText("✗ request 1 breaks a rule");
        assertEquals("", Axe.findings(page));

        page.locator("label:has-text('Then') select").selectOption("WAIT");
        page.locator(".wire-check button:text-is('Send')").click();
        assertThat(part("HEAD").first()).containsText("GET /check HTTP/1.1\\r\\n");
        assertThat(part("BODY")).containsText("target: /check\\n");
        ProcessHandle.of(Long.parseLong(Files.readString(root.resolve("labs/.pid")).strip()))
                .orElseThrow()
                .destroyForcibly();
        assertThat(page.locator(".wire-server")).containsText("killed (SIGKILL)");
        assertThat(one()).containsText("the server");
        send();
        assertThat(one()).containsText("The server cannot be connected: no server runs.");
        page.locator(".wire-lines button").last().click();
        assertThat(part("BODY")).containsText("method: GET\\n");
        assertThat(one().locator(".wire-event[data-side=server]").last()).containsText("sends no more");
    }
}
