package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.spi.HttpServerProvider;
import docs.studio.web.Call;
import docs.studio.web.CompiledServers;
import docs.studio.web.WebServer;
import grader.clients.http.Await;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reference of lab 11 serves the studio: what the studio's other tests see of the JDK's server. */
@Timeout(600)
class StudioServerTest {

    private static final String TOKEN = "token";
    private static final SynchronousQueue<String> LINES = new SynchronousQueue<>();
    private static final CompletableFuture<Exception> GONE = new CompletableFuture<>();
    private static HttpServerProvider provider;
    private static WebServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        provider = CompiledServers.of(Course.here(), "lab11");
        server = serve(0);
        server.route("POST /api/twice", call -> {
            String text = Call.text(call.json(), "text");
            call.reply(Map.of("text", text + text));
        });
        server.route("POST /api/lines", call -> {
            Call.JsonLines lines = call.stream();
            for (String line = take(); !line.isEmpty(); line = take()) {
                lines.send(Map.of("line", line));
            }
        });
        server.route("POST /api/endless", StudioServerTest::sendEndlessly);
        client = HttpClient.newHttpClient();
    }

    private static WebServer serve(int port) {
        return new WebServer(provider, port, Optional.of(TOKEN), Set.of(),
                call -> call.replyFile("text/plain", "a page".getBytes(StandardCharsets.UTF_8), true));
    }

    private static String take() throws IOException {
        try {
            return LINES.take();
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }

    private static void sendEndlessly(Call call) throws IOException {
        Call.JsonLines lines = call.stream();
        try {
            while (true) {
                lines.send(Map.of("line", "x".repeat(1_000)));
            }
        } catch (IOException gone) {
            GONE.complete(gone);
            throw gone;
        }
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static HttpRequest post(String path, String json) {
        return request(path).header("Origin", "http://127.0.0.1:" + server.port())
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void sendsAPageWithItsFields() throws Exception {
        HttpResponse<String> page = send(request("/lab01.html").build());
        assertEquals("200 a page", page.statusCode() + " " + page.body());
        assertEquals("text/plain", page.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(page.headers().firstValue("Cache-Control").orElseThrow().contains("immutable"));
        assertTrue(page.headers().firstValue("X-Content-Type-Options").isPresent());
    }

    @Test
    void aHeadHasNoContentAndNoLengthThatIsWrong() throws Exception {
        HttpResponse<String> head = send(request("/lab01.html").HEAD().build());
        assertEquals("200 ", head.statusCode() + " " + head.body());
        assertFalse(head.headers().firstValue("Content-Length").isPresent(), head.headers()::toString);
    }

    @Test
    void readsContent() throws Exception {
        assertEquals("{\"text\":\"üü\"}", send(post("/api/twice", "{\"text\":\"ü\"}")).body());
        HttpResponse<String> tooLong = send(post("/api/twice", "x".repeat(2 << 20)));
        assertEquals(400, tooLong.statusCode());
        assertTrue(tooLong.body().contains("more than 1048576 bytes"), tooLong.body());
    }

    @Test
    void asksForTheToken() throws Exception {
        HttpRequest foreign = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/")).build();
        assertEquals(403, send(foreign).statusCode());
    }

    @Test
    void eachLineComesAsSoonAsItIsSent() throws Exception {
        CompletableFuture<HttpResponse<InputStream>> lines =
                client.sendAsync(post("/api/lines", "{}"), BodyHandlers.ofInputStream());
        LINES.put("one");       // The head of the response goes with it.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(lines.join().body(), StandardCharsets.UTF_8))) {
            assertEquals("{\"line\":\"one\"}", reader.readLine());
            for (String line : new String[] {"two", "three"}) {
                LINES.put(line);
                assertEquals("{\"line\":\"" + line + "\"}", reader.readLine());
            }
            LINES.put("");
            assertEquals(null, reader.readLine());
        }
    }

    @Test
    void aHandlerLearnsThatItsClientHasGone() throws Exception {
        HttpResponse<InputStream> lines = client.send(post("/api/endless", "{}"), BodyHandlers.ofInputStream());
        lines.body().readNBytes(100);
        lines.body().close();
        assertTrue(Await.comesTrue(Duration.ofSeconds(60), GONE::isDone));
    }

    @Test
    void aPortThatIsTakenIsAnErrorForTheUser() {
        assertTrue(assertThrows(UserError.class, () -> serve(server.port())).getMessage().contains("is in use"));
    }

    @Test
    void onlyLabsThatCanServeThePagesAreTaken() {
        for (String name : new String[] {"lab03", "nginx"}) {
            UserError error = assertThrows(UserError.class, () -> CompiledServers.of(Course.here(), name));
            assertEquals("--server " + name + ": the pages cannot be served by it", error.getMessage());
        }
    }
}
