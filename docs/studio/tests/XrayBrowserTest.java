package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import docs.site.tests.Axe;
import docs.site.tests.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The X-ray, with lab 07's server. */
class XrayBrowserTest extends InStudio {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(Duration.ofMinutes(3).toMillis());

    /** What a server of lab 12 says, and one whose classes have other names. */
    private static final String OWN_TIMES = """
            {"port":8080,"slow":"{\\"minutes\\":5,\\"requests\\":[{\\"time\\":\\"2026-11-29T10:00:00Z\\",\\"id\\":\\"a\\",\
            \\"method\\":\\"GET\\",\\"target\\":\\"/own\\",\\"route\\":\\"/own\\",\\"status\\":503,\
            \\"outcome\\":\\"complete\\",\\"ms\\":40,\\"parts\\":{\\"queue\\":30,\\"parse\\":0,\\"handle\\":9.5,\
            \\"drain\\":0.5}}]}","seen":null,"why":""}""";
    private static final String OTHER_NAMES = """
            {"port":8080,"slow":null,"why":"","seen":{"ended":1,"every":1,"open":[],"newest":[],"calls":{"parse":"P.p",\
            "route":"R.r"},"unseen":{"route":"R.r"},"slowest":[{"number":1,"at":0,"method":"GET","target":"/other",\
            "status":200,"over":true,"thread":"w","looks":[],"ms":2,"spans":[{"place":"parse","from":0,"ms":2}]}]}}""";

    @BeforeAll
    static void start() throws IOException {
        serve("lab07", task -> "[#%1$s,task=%2$s]\n== About %2$s\n\nText.\n".formatted(task.page(), task.id()),
                "echo $$ > labs/.pid; ");
    }

    private Locator one() {
        return page.locator(".xray-one");
    }

    private Locator line(String text) {
        return page.locator(".xray-lines button:has-text('" + text + "')");
    }

    private void send(String target, int count) {
        page.locator("label:has-text('GET') input").fill(target);
        page.locator("label:has-text('at once') input").fill(String.valueOf(count));
        page.locator(".xray-send button:text-is('Send')").click();
    }

    private void replies(String json) {
        page.route("**/api/xray", route -> route
                .fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(json)));
    }

    /** Three requests at the same time, for one worker: the last of them waits for two others. */
    private void recorded() throws IOException {
        page.evaluate(
                """
                fetch('api/lab/run', { method: 'POST', headers: { 'Content-Type': 'application/json' },
                  body: JSON.stringify({ lab: 'lab07', flags: ['--port', '0', '--admin-port', '0', '--workers', '1'] }) })""");
        assertThat(page.locator(".xray-server")).containsText("lab07 listens on port", PATIENTLY);
        assertThat(page.locator(".xray-list")).containsText("No request has ended yet. Send some.", PATIENTLY);
        send("/slow/1", 20);
        assertThat(page.locator(".xray-said")).containsText("The slowest client has waited", PATIENTLY);
        keepReplies();
        send("/slow/40", 3);
        page.waitForFunction(
                """
                () => replies['api/xray']?.at(-1).seen?.newest.filter(({ target, over }) => over && target === '/slow/40').length === 3""");
        // On a busy machine the twenty short ones are slower than these.
        page.locator("button:text-is('Newest')").click();
        line("GET /slow/40").first().click();
        assertThat(one()).containsText("Workers were with other requests, most of the time at handle.");
        Recordings.keep("xray.json", (String) page.evaluate("""
                () => {
                  const { newest, calls } = replies['api/xray'].at(-1).seen;
                  const last = newest.filter(({ target }) => target === '/slow/40').toSorted((one, two) => two.ms - one.ms)[0];
                  return JSON.stringify({ lab: 'lab 07', about: 'the last of three that came together, for one worker',
                    request: { name: `${last.method} ${last.target}`, ms: last.ms, spans: last.spans }, calls });
                }"""));
    }

    @Test
    @DisplayName("a handler that sleeps is the long bar at its stop, and its line of code is named; a kill is noticed")
    void journey() throws IOException {
        enter("lab07.html");
        page.locator(".studio-bar .open-lab").click();
        assertEquals("xray?lab=lab07", page.locator(".lab-pane a:text-is('X-ray')").getAttribute("href"));
        page.navigate(address() + "xray?lab=lab07");
        assertThat(page.locator(".xray-server")).containsText("No server was started.");
        page.locator("button:text-is('Run')").click();
        assertThat(page.locator(".xray-server")).containsText("lab07 listens on port", PATIENTLY);

        assertThat(page.locator(".xray-list")).containsText("No request has ended yet. Send some.", PATIENTLY);
        send("/", 1);
        send("/slow/700", 2);
        assertThat(line("GET /slow/700").first()).containsText("in progress");
        assertThat(line("GET /slow/700").first()).containsText("→ 200", PATIENTLY);
        assertThat(one().locator("h2")).containsText("GET /slow/700");
        assertThat(one()).containsText("The longest part: handle");
        assertThat(one().locator(".xray-looks"))
                .containsText(Pattern.compile("waits for a time \\(TIMED_WAITING\\) at DemoRoutes.java:\\d+"));
        String place = one().locator(".xray-looks a").first().getAttribute("href");
        assertEquals("lab07.html?at=DemoRoutes.java", place.replaceAll(":\\d+$", ""));
        Locator handle = one().locator("tr.most");
        assertThat(handle).containsText("handle");
        assertEquals("", Axe.findings(page));

        page.locator("button:text-is('Newest')").click();
        visit.tabTo(".xray-lines button");
        visit.press("End");
        line("GET /slow/700").first().focus();
        visit.press("ArrowDown");
        visit.press("ArrowDown");
        assertThat(one().locator("h2")).containsText("GET / → 200");
        assertThat(page.locator(".xray-lines [aria-current=true]")).containsText("GET /");

        int port =
                Integer.parseInt(page.locator(".xray-server").textContent().replaceAll("\\D*07\\D*(\\d+)\\..*", "$1"));
        page.navigate(address() + "xray?port=" + port);
        assertThat(page.locator(".xray-server")).containsText("Seen from the wire");
        send("/slow/300", 1);
        assertThat(one()).containsText("The longest part: server (until the first byte of the response)");

        page.navigate(address() + "xray?lab=lab07");
        assertThat(line("GET /slow/700").first()).containsText("→ 200");
        ProcessHandle.of(Long.parseLong(Files.readString(root.resolve("labs/.pid")).strip()))
                .orElseThrow()
                .destroyForcibly();
        assertThat(page.locator(".xray-server")).containsText("lab07 was killed (SIGKILL)");
        assertThat(line("GET /slow/700").first()).containsText("→ 200");

        recorded();

        page.navigate(address() + place);
        assertThat(page.locator(".lab-tabs [role=tab][aria-selected=true]")).hasText("DemoRoutes.java");
        page.navigate(address() + "xray?lab=lab07");
        replies(OWN_TIMES);
        assertThat(one().locator("h2")).containsText("GET /own → 503");
        assertThat(one()).containsText("accept (waits in your queue for a worker), 30.0 ms, 75 %");
        replies(OTHER_NAMES);
        assertThat(one().locator("h2")).containsText("GET /other → 200");
        assertThat(one()).containsText("Not seen: route. This server has no R.r.");
    }
}
