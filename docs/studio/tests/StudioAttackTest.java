package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.sun.net.httpserver.HttpServer;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page of another server on the same machine, in the browser that has the studio's cookie, tries to run code and to
 * read. Cookies do not tell ports apart, so browsers send it along.
 */
class StudioAttackTest extends OnStudioPage {

    /** Each attempt ends with what it has read, or with `refused`. */
    private static final String ATTEMPTS = """
            async ({ studio, ws, body }) => {
              const text = async response => response.type === "opaque" ? "refused" : response.text();
              const refused = () => "refused";
              const ask = (address, options) => fetch(studio + address, { credentials: "include", ...options }).then(text, refused);
              const element = (name, fields, read) => new Promise(resolve => {
                const one = Object.assign(document.createElement(name), fields);
                one.onload = () => resolve(read(one));
                one.onerror = () => resolve("refused");
                document.body.append(one);
              });
              const json = { "Content-Type": "application/json" };
              const plain = { "Content-Type": "text/plain" };
              const run = "api/cells/run";
              const found = {};
              found.get = await ask("page.html", {});
              found.getCells = await ask("api/cells?page=page", {});
              found.getNoCors = await ask("page.html", { mode: "no-cors" });
              found.getFile = await ask("site.css", { mode: "no-cors" });
              found.post = await ask(run, { method: "POST", body, headers: plain });
              found.postJson = await ask(run, { method: "POST", body, headers: json });
              found.postNoCors = await ask(run, { method: "POST", body, mode: "no-cors", headers: plain });
              found.postNoReferrer = await ask(run, { method: "POST", body, mode: "no-cors", referrerPolicy: "no-referrer" });
              found.put = await ask("api/cells/code", { method: "PUT", body });
              found.beacon = navigator.sendBeacon(studio + run, body) ? "refused" : "not sent";
              found.xhr = await new Promise(resolve => {
                const xhr = new XMLHttpRequest();
                xhr.open("POST", studio + run);
                xhr.withCredentials = true;
                xhr.onload = () => resolve(xhr.responseText);
                xhr.onerror = () => resolve("refused");
                xhr.send(body);
              });
              found.image = await element("img", { src: studio + "api/cells?page=page" }, () => "shown");
              found.script = await element("script", { src: studio + "studio/studio.js" }, () => "run");
              found.module = await element("script", { type: "module", src: studio + "studio/api.js" }, () => "run");
              found.library = await element("script", { src: studio + "site.js" }, () => "run");
              found.data = await element("script", { src: studio + "api/cells?page=page" }, () => "run");
              found.import = await import(studio + "studio/api.js").then(() => "run", refused);
              found.style = await element("link", { rel: "stylesheet", href: studio + "site.css" }, () => "applied");
              found.object = await element("object", { data: studio + "page.html" }, one => one.contentDocument ? "read" : "refused");
              found.frame = await element("iframe", { src: studio + "page.html" }, one => {
                try { return one.contentWindow.document.body.innerHTML; } catch { return "refused"; }
              });
              found.socket = await new Promise(resolve => {
                const socket = new WebSocket(ws + run);
                socket.onopen = () => resolve("open");
                socket.onerror = () => resolve("refused");
              });
              found.events = await new Promise(resolve => {
                const events = new EventSource(studio + "api/cells?page=page", { withCredentials: true });
                events.onopen = () => resolve("open");
                events.onerror = () => { events.close(); resolve("refused"); };
              });
              return found;
            }""";

    /** Posts a form whose text is JSON: forms need no permission of the other side. */
    private static final String FORM = """
            ({ address, body, target }) => {
              const form = Object.assign(document.createElement("form"), { method: "post", action: address, enctype: "text/plain", target });
              form.append(Object.assign(document.createElement("input"), { type: "hidden", name: body.slice(0, -1) + ',"x":"', value: '"}' }));
              document.body.append(form);
              form.submit();
            }""";

    private HttpServer attacker;
    private Page attack;

    @BeforeEach
    void startAttacker() throws IOException {
        attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            byte[] html = "<!doctype html><title>Attack</title><body>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        attacker.start();
        attack = visit.page();
    }

    @AfterEach
    void stopAttacker() {
        attacker.stop(0);
    }

    /** What it attempts causes errors by design: those are not what this test looks at. */
    @Override
    @AfterEach
    void nothingWentWrong() {
        visit.close();
    }

    private Path hacked() {
        return root.resolve("hacked");
    }

    private String body() {
        return ("{'tab':'0123456789abcdef','id':'0123456789abcdef','page':'page','cell':'free',"
                + "'code':'Files.writeString(Path.of(@%s@), @x@);'}").formatted(hacked())
                .replace('\'', '"')
                .replace("@", "\\\"");
    }

    private void assertNothingHappened() {
        assertFalse(Files.exists(hacked()), "a cell has run");
        assertFalse(Files.exists(course.labs().resolve(".cells")), "a cell was changed");
    }

    @Test
    @DisplayName("control: the same requests of the studio's own page run code and read")
    void ownPage() throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, String> found = (Map<String, String>) page.evaluate("""
                async ({ body }) => ({
                  get: await (await fetch("page.html")).text(),
                  post: await (await fetch("api/cells/run", { method: "POST", body })).text(),
                })""", Map.of("body", body()));
        assertTrue(found.get("get").contains("The base"));
        assertEquals("{\"id\":\"0123456789abcdef\"}", found.get("post"));
        Wrapper.await("the cell has run", () -> Files.exists(hacked()));
        Files.delete(hacked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    @DisplayName("a page on another port, or of another site, runs nothing and reads nothing")
    void attempts(String host) {
        attack.navigate("http://" + host + ":" + attacker.getAddress().getPort() + "/");
        @SuppressWarnings("unchecked")
        Map<String, String> found = (Map<String, String>) attack.evaluate(ATTEMPTS,
                Map.of("studio", address(), "ws", address().replace("http", "ws"), "body", body()));
        found.forEach((attempt, read) -> assertEquals("refused", read, attempt));
        for (Frame frame : attack.frames()) {
            assertFalse(frame.content().contains("The base"), frame::url);
        }
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    @DisplayName("a form of another page runs nothing, in a frame or in the window itself")
    void forms(String host) {
        String home = "http://" + host + ":" + attacker.getAddress().getPort() + "/";
        for (String target : List.of("api/cells/run", "api/cells/run?token=", "page.html")) {
            attack.navigate(home);
            Response refused = attack.waitForResponse(response -> response.url().startsWith(address()),
                    () -> attack.evaluate(FORM,
                            Map.of("address", address() + target, "body", body(), "target", "_self")));
            assertEquals(403, refused.status());
            attack.waitForURL(address() + target);
            attack.navigate(home);
            attack.evaluate("document.body.append(Object.assign(document.createElement('iframe'), { name: 'frame' }))");
            Response framed = attack.waitForResponse(response -> response.url().startsWith(address()),
                    () -> attack.evaluate(FORM,
                            Map.of("address", address() + target, "body", body(), "target", "frame")));
            assertEquals(403, framed.status());
        }
        assertNothingHappened();
    }

    @Test
    @DisplayName("a link may open the studio in a window, which the page that opened it cannot touch")
    void opened() {
        attack.navigate("http://127.0.0.1:" + attacker.getAddress().getPort() + "/");
        Page popup = attack.waitForPopup(
                () -> attack.evaluate("address => { window.other = window.open(address); }", address() + "page.html"));
        popup.waitForURL(address() + "page.html");
        assertThat(popup).hasTitle(Pattern.compile("Page"));
        assertEquals("null", String.valueOf(popup.evaluate("window.opener")));
        assertEquals("refused",
                attack.evaluate("() => { try { return other.document.title; } catch { return 'refused'; } }"));
        assertEquals(true, attack.evaluate("other.closed"), "the opener has lost it");
        popup.close();
    }

    @Test
    @DisplayName("what a cell prints cannot run in the page, and the page's policy stops scripts of other origins")
    void inThePage() {
        page.evaluate("""
                address => {
                  window.hacked = false;
                  const inline = Object.assign(document.createElement("script"), { textContent: "window.hacked = true" });
                  document.body.append(inline);
                  document.body.append(Object.assign(document.createElement("script"), { src: address + "hack.js" }));
                  document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked = true'>");
                }""", "http://127.0.0.1:" + attacker.getAddress().getPort() + "/");
        String sent = (String) page.evaluate(
                "address => fetch(address, { mode: 'no-cors' }).then(() => 'sent', () => 'refused')",
                "http://127.0.0.1:" + attacker.getAddress().getPort() + "/");
        assertEquals("refused", sent);
        assertEquals(false, page.evaluate("window.hacked"));
    }
}
