package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.web.WebServer;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.clients.http.Response;
import grader.clients.http.Response.Field;
import grader.core.console.UserError;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The studio runs code: so it listens only to its own pages, in the browser that has opened the link. */
class StudioGuardTest {

    private static final String TOKEN = "right";
    private static final String HUB = "hub.example.org";
    private static final String EVIL = "evil.example";

    /** How often something was done that a request must be allowed to do. */
    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();

    private WebServer server;
    /** Has the cookie, and says nothing of where it comes from. */
    private Caller known;
    private Caller page;

    @BeforeEach
    void start() throws IOException {
        server = new WebServer(0, Optional.of(TOKEN), Set.of(HUB), call -> {
            if (call.path().equals("/page.html")) {
                read.incrementAndGet();
                call.replyPage("<!doctype html><title>a page</title>", "nonce");
            } else {
                call.reply(404, "There is nothing at " + call.path() + ".");
            }
        });
        server.route("POST /api/run", call -> call.reply(Map.of("ran", ran.incrementAndGet())));
        server.route("PUT /api/code", call -> {
            call.json();
            call.reply(Map.of("ran", ran.incrementAndGet()));
        });
        server.route("POST /api/stream", call -> {
            call.json();
            call.stream().send(Map.of("ran", ran.incrementAndGet()));
        });
        server.route("GET /api/wrong", call -> {
            throw new UserError("there is no such page", "reload it");
        });
        server.route("GET /api/broken", call -> {
            throw new IllegalStateException("a mistake");
        });
        known = Caller.of(server.port()).withCookieOf(server.link());
        page = Caller.ofPage(server.port(), server.link());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void assertRefused(int status, Response response) {
        assertEquals(status, response.status(), response.raw());
        assertFalse(response.body().contains("a page"), response.raw());
        assertFalse(response.has("Set-Cookie"), response.raw());
    }

    private void assertNothingHappened() {
        assertEquals(0, ran.get() + read.get());
    }

    @Test
    @DisplayName("a page of the studio's own may read and change")
    void ownPage() throws IOException {
        assertEquals(200, page.get("/page.html").status());
        assertEquals("{\"ran\":1}", page.post("/api/run", "").body());
        assertEquals("{\"ran\":2}", page.call("PUT", "/api/code", "{}").body());
        assertEquals("{\"ran\":3}\n", page.post("/api/stream", "{}").body());
        assertEquals(200, known.get("/page.html").status());
    }

    @Test
    @DisplayName("without the cookie no one gets in, and is told what to open")
    void noCookie() throws IOException {
        Caller stranger = page.without("Cookie");
        for (Response response : List.of(stranger.get("/page.html"), stranger.post("/api/run", "{}"),
                stranger.get("/?token="), stranger.get("/?token=wrong"), stranger.get("/page.html?token=righ"),
                stranger.get("/?token=right%00"), stranger.post("/api/run?token=" + TOKEN, "{}"),
                stranger.with("Cookie: studio_" + server.port() + "=").get("/page.html"),
                stranger.with("Cookie: studio_" + server.port() + "=" + TOKEN).get("/page.html"))) {
            assertRefused(403, response);
            assertTrue(response.body().contains("Open the address that the terminal shows"), response.body());
        }
        assertNothingHappened();
    }

    @Test
    @DisplayName("a cookie of another studio on this machine does not count")
    void otherCookie() throws IOException {
        try (WebServer other = new WebServer(0, Optional.of(TOKEN), Set.of(), call -> call.reply(200, "other"))) {
            Caller guest = Caller.of(other.port()).withCookieOf(other.link());
            String cookie = guest.fields().getLast();
            assertEquals(200, guest.get("/").status());
            assertRefused(403, known.with(cookie).get("/page.html"));
            assertRefused(403,
                    known.with(cookie.replace(String.valueOf(other.port()), String.valueOf(server.port())))
                            .get("/page.html"));
        }
        assertNothingHappened();
    }

    @Test
    @DisplayName("the right token gives a cookie that scripts cannot read, and leads to the address without it")
    void rightToken() throws IOException {
        Caller stranger = Caller.of(server.port());
        for (String[] address : new String[][] {{"/?token=right", "./"}, {"/page.html?token=right", "page.html"},
                {"/some/prefix/page.html?a=b&token=right", "page.html"}, {"/%22%3E%3Cscript%3E?token=right", "./"}}) {
            Response response = stranger.get(address[0]);
            assertEquals(200, response.status());
            String cookie = response.values("Set-Cookie").getFirst();
            assertTrue(cookie.startsWith("studio_" + server.port() + "="), cookie);
            assertTrue(List.of(cookie.split("; ")).containsAll(List.of("HttpOnly", "SameSite=Strict", "Path=/")),
                    cookie);
            assertFalse(cookie.contains(TOKEN), cookie);
            assertTrue(response.body().contains("http-equiv=\"refresh\" content=\"0; url=" + address[1] + "\""),
                    response.body());
            assertFalse(response.body().contains("right") || response.body().contains("script"), response.body());
        }
        assertEquals(0, read.get(), "the page itself comes without the token");
    }

    @Test
    @DisplayName("the token counts for a GET with a right Host alone")
    void tokenElsewhere() throws IOException {
        Caller stranger = Caller.of(server.port());
        assertRefused(403, stranger.with("Origin: http://127.0.0.1:" + server.port()).post("/?token=right", "{}"));
        assertRefused(421, stranger.with("Host: " + EVIL).get("/?token=right"));
    }

    @Test
    @DisplayName("each studio without a given token makes up a long one")
    void freshTokens() {
        try (WebServer one = new WebServer(0, Optional.empty(), Set.of(), call -> {});
                WebServer two = new WebServer(0, Optional.empty(), Set.of(), call -> {})) {
            for (WebServer each : List.of(one, two)) {
                assertTrue(each.link().matches("http://127\\.0\\.0\\.1:" + each.port() + "/\\?token=[0-9a-f]{48}"),
                        each::link);
            }
            assertFalse(one.link().endsWith(two.link().substring(two.link().indexOf('='))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "127.0.0.1", "localhost", "127.0.0.1:1",
            "127.0.0.1.evil.example:PORT", "127.0.0.1:PORT.evil.example", "localhost.evil.example:PORT",
            "evil.hub.example.org", "hub.example.org.evil.example", "0.0.0.0:PORT", "127.1:PORT", "[::]:PORT", ""})
    @DisplayName("a name that is not the studio's is refused: it may have been pointed at this machine (DNS rebinding)")
    void foreignHost(String host) throws IOException {
        String name = host.replace("PORT", String.valueOf(server.port()));
        Caller rebound = known.with("Host: " + name);
        assertRefused(421, rebound.get("/page.html"));
        assertRefused(421, rebound.with("Origin: http://" + name, "Sec-Fetch-Site: same-origin").post("/api/run", ""));
        assertRefused(421, rebound.with("Authorization: token " + TOKEN).get("/page.html"));
        assertNothingHappened();
    }

    @Test
    @DisplayName("a request without Host is refused")
    void noHost() throws IOException {
        int status = known.without("Host").get("/page.html").status();
        assertTrue(status == 421 || status == 400, "status " + status);
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT", "hub.example.org",
            "hub.example.org:8443", "HUB.example.org"})
    @DisplayName("the studio's own names are accepted, and the Origin that fits them")
    void ownHost(String host) throws IOException {
        String name = host.replace("PORT", String.valueOf(server.port()));
        Caller own = page.with("Host: " + name, "Origin: http://" + name);
        assertEquals(200, own.get("/page.html").status());
        assertEquals(200, own.post("/api/run", "").status());
        assertRefused(403, own.with("Origin: http://" + EVIL).post("/api/run", ""));
    }

    @Test
    @DisplayName("a proxy may speak HTTPS, but this machine's own names do not")
    void https() throws IOException {
        Caller proxied = page.with("Host: " + HUB, "Origin: https://" + HUB);
        assertEquals(200, proxied.post("/api/run", "").status());
        assertEquals(200, page.with("Host: " + HUB + ":8443", "Origin: https://" + HUB + ":8443")
                .post("/api/run", "")
                .status());
        assertRefused(403, proxied.with("Origin: https://" + EVIL).post("/api/run", ""));
        assertRefused(403, page.with("Origin: https://127.0.0.1:" + server.port()).post("/api/run", ""));
    }

    @Test
    @DisplayName("the names of a proxy may be given in any case, and with a port")
    void namesAsGiven() throws IOException {
        try (WebServer other = new WebServer(0, Optional.of(TOKEN), Set.of("Hub.Example.org:8443"),
                call -> call.reply(404, "nothing"))) {
            other.route("POST /api/run", call -> call.reply(Map.of()));
            Caller proxied = Caller.ofPage(other.port(), other.link())
                    .with("Host: hub.example.org:8443", "Origin: https://hub.example.org:8443");
            assertEquals(200, proxied.post("/api/run", "").status());
            assertRefused(421, proxied.with("Host: hub.example.org").post("/api/run", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:1",
            "http://localhost:PORT", "https://127.0.0.1:PORT", "http://127.0.0.1:PORT/", "http://127.0.0.1:PORT@evil",
            "http://127.0.0.1:PORT.evil.example", "file://", "chrome-extension://abc", "\"><%"})
    @DisplayName("a request that changes something needs the studio's own Origin; a foreign one reads nothing, either")
    void foreignOrigin(String origin) throws IOException {
        Caller foreign = known.with("Origin: " + origin.replace("PORT", String.valueOf(server.port())));
        for (String method : List.of("POST", "PUT", "DELETE")) {
            assertRefused(403, foreign.call(method, method.equals("PUT") ? "/api/code" : "/api/run", "{}"));
        }
        assertRefused(403, foreign.get("/page.html"));
        assertRefused(403, foreign.with("Authorization: token " + TOKEN).post("/api/run", "{}"));
        assertNothingHappened();
    }

    @Test
    @DisplayName("without an Origin nothing is changed")
    void noOrigin() throws IOException {
        assertRefused(403, known.post("/api/run", "{}"));
        assertRefused(403, known.call("PUT", "/api/code", "{}"));
        assertRefused(403, known.with("Authorization: token " + TOKEN).post("/api/run", "{}"));
        assertNothingHappened();
    }

    @ParameterizedTest
    @CsvSource({"cross-site, cors", "cross-site, no-cors", "same-site, cors", "same-site, no-cors",
            "cross-site, websocket", "same-site, navigate", "cross-site, navigate", "none-such, cors"})
    @DisplayName("what the browser says to come from elsewhere changes nothing, and reads nothing unless it is a link")
    void fetchMetadata(String site, String mode) throws IOException {
        Caller elsewhere = page.with("Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: " + mode);
        assertRefused(403, elsewhere.post("/api/run", "{}"));
        assertRefused(403, elsewhere.call("PUT", "/api/code", "{}"));
        assertNothingHappened();
        Response read = elsewhere.without("Origin").get("/page.html");
        assertEquals(mode.equals("navigate") ? 200 : 403, read.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "PATCH", "CONNECT", "PROPFIND", "get"})
    @DisplayName("other methods are unknown, a preflight among them")
    void otherMethods(String method) throws IOException {
        assertRefused(405, page.call(method, "/api/run", ""));
        assertRefused(405, page.with("Access-Control-Request-Method: POST", "Origin: http://" + EVIL)
                .call(method, "/api/run", ""));
        assertNothingHappened();
    }

    @Test
    @DisplayName("a GET on what only a POST may do changes nothing")
    void getOnPost() throws IOException {
        assertEquals(404, page.get("/api/run").status());
        assertEquals(404, page.call("HEAD", "/api/run", "").status());
        assertEquals(404, page.get("/api/code").status());
        assertEquals(404, page.post("/page.html", "{}").status());
        assertEquals(404, page.call("DELETE", "/api/run", "").status());
        assertNothingHappened();
    }

    @Test
    @DisplayName("no response allows another origin anything, and every one says what the browser must not do")
    void policy() throws IOException {
        Caller stranger = Caller.of(server.port());
        List<Response> all = List.of(page.get("/page.html"), page.call("HEAD", "/page.html", ""),
                page.post("/api/run", ""), page.post("/api/stream", "{}"), page.get("/nothing"),
                page.call("PUT", "/api/code", "no JSON"), page.get("/api/wrong"), page.get("/api/broken"),
                page.call("OPTIONS", "/api/run", ""), stranger.get("/"), stranger.get("/?token=right"),
                stranger.with("Host: " + EVIL).get("/"),
                known.with("Origin: http://" + EVIL, "Sec-Fetch-Site: cross-site").get("/page.html"),
                known.with("Origin: http://" + EVIL, "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Private-Network: true").call("OPTIONS", "/api/run", ""));
        for (Response response : all) {
            String csp = response.values("Content-Security-Policy").getFirst();
            assertTrue(csp.contains("default-src 'none'") && csp.contains("frame-ancestors 'none'"), response.raw());
            assertFalse(csp.contains("unsafe") || csp.contains("*"), csp);
            assertEquals(List.of("nosniff"), response.values("X-Content-Type-Options"));
            assertEquals(List.of("no-referrer"), response.values("Referrer-Policy"));
            assertEquals(List.of("same-origin"), response.values("Cross-Origin-Resource-Policy"));
            assertEquals(List.of("same-origin"), response.values("Cross-Origin-Opener-Policy"));
            assertEquals(List.of("no-store"), response.values("Cache-Control"));
            assertEquals(List.of(),
                    response.fields()
                            .stream()
                            .map(Field::name)
                            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"))
                            .toList());
            assertEquals(List.of(), response.violations(), response.raw());
        }
    }

    @Test
    @DisplayName("programs may say the token in Authorization instead of a cookie")
    void authorization() throws IOException {
        for (String scheme : List.of("token", "Token", "Bearer", "bearer")) {
            Caller program = Caller.of(server.port()).with("Authorization: " + scheme + " " + TOKEN);
            assertEquals(200, program.get("/page.html").status(), scheme);
        }
        for (String wrong : List.of("token wrong", "Bearer", "token", "Basic right", "")) {
            assertRefused(403, Caller.of(server.port()).with("Authorization: " + wrong).get("/page.html"));
        }
    }

    @Test
    @DisplayName("a body that is too long or no JSON is told, with what to do")
    void bodies() throws IOException {
        Response largest = page.call("PUT", "/api/code", "\"" + "x".repeat((1 << 20) - 2) + "\"");
        assertEquals(200, largest.status());
        for (int more : List.of(1, 1 << 20, 5 << 20)) {
            Response tooLong = page.call("PUT", "/api/code", "\"" + "x".repeat((1 << 20) - 2 + more) + "\"");
            assertEquals(400, tooLong.status());
            assertEquals("the request has more than 1048576 bytes; send less\n", tooLong.body());
        }
        for (String body : List.of("no JSON", "{", "{\"a\":}", "[".repeat(100_000))) {
            Response response = page.call("PUT", "/api/code", body);
            assertEquals(400, response.status(), body);
            assertEquals("the request is no JSON; reload the page\n", response.body());
        }
        assertEquals(1, ran.get());
    }

    @Test
    @DisplayName("what a user can fix is told with status 400, a mistake of the course with 500; the studio goes on")
    void problems() throws IOException {
        Response wrong = page.get("/api/wrong");
        assertEquals(400, wrong.status());
        assertEquals("there is no such page; reload it\n", wrong.body());
        Response broken = page.get("/api/broken");
        assertEquals(500, broken.status());
        assertTrue(broken.body().contains("a mistake in the course") && broken.body().contains("report it"),
                broken.body());
        assertEquals(200, page.get("/page.html").status());
    }

    @Test
    @DisplayName("a connection is used again, after refusals, too")
    void keepsConnections() throws IOException {
        try (RawConnection connection = page.connect()) {
            for (int i = 0; i < 3; i++) {
                assertEquals(200, page.call(connection, "GET", "/page.html", "").status(), connection::how);
                assertEquals(200, page.call(connection, "HEAD", "/page.html", "").status(), connection::how);
                assertEquals(403, page.without("Cookie").call(connection, "POST", "/api/run", "{}").status());
                assertEquals(200, page.call(connection, "POST", "/api/stream", "{}").status());
                assertEquals(400, page.call(connection, "PUT", "/api/code", "no JSON").status());
            }
        }
    }

    @Test
    @DisplayName("it listens on the loopback address alone")
    void loopback() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
        for (InetAddress address : others) {
            assertThrows(IOException.class,
                    () -> RawConnection.connect(new InetSocketAddress(address, server.port()), Peer.client(),
                            Limits.PATIENCE).close());
        }
        assertThrows(IOException.class,
                () -> RawConnection.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), server.port()),
                        Peer.client(), Limits.PATIENCE).close());
    }

    @Test
    @DisplayName("a port that is taken or does not exist is told, with what to do")
    void ports() {
        UserError taken = assertThrows(UserError.class, () -> serverAt(server.port()));
        assertTrue(taken.getMessage().contains("is in use") && taken.remedy().contains("--port"), taken.remedy());
        UserError wrong = assertThrows(UserError.class, () -> serverAt(65_536));
        assertTrue(wrong.remedy().contains("65535"), wrong.remedy());
    }

    private static WebServer serverAt(int port) {
        return new WebServer(port, Optional.empty(), Set.of(), call -> {});
    }
}
