package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Bytes;
import grader.clients.http.Client;
import grader.clients.http.Gzip;
import grader.clients.http.Limits;
import grader.grading.server.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nginx in front of lab 09's reference caches what it may, asks again when it has to, and complains of nothing. */
@Tag("nightly")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NginxCacheTest {

    private static final String TEXT = "0123456789abcdef\n".repeat(100_000);
    private static final String CACHE_STATUS = "X-Cache-Status";
    private static final String LONG = "60000";
    private static final String SHORT = "1000";

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab09");

    @TempDir
    private Path root;

    private Server server;
    private NginxProxy nginx;

    @BeforeAll
    static void compile() throws IOException {
        assumeTrue(NginxProxy.isInstalled() || System.getenv("CI") != null,
                "there is no nginx here: apt-get install nginx, or run .ci/run, which does");
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(root.resolve("text.txt"), TEXT);
        Files.writeString(root.resolve("data.bin"), TEXT);
    }

    private void start(String maxAge) throws IOException {
        server = REFERENCE.start("--files", root.toString(), "--max-age", maxAge);
        nginx = NginxProxy.start(server.address(), REFERENCE.folder());
    }

    /** Each test: nginx writes into its log if a response is not as it expects, even if the client gets one. */
    @AfterEach
    void nothingToComplainOf() {
        nginx.close();
        server.close();
        assertEquals("", nginx.errors());
    }

    private Answer get(String path, String... fields) {
        try (Client client = nginx.connect()) {
            String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
            return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n").answer();
        }
    }

    /** The status of nginx's cache, the response's own status, and whether the content is this. */
    private static void assertIs(String cache, int status, String content, Answer answer) {
        assertEquals(cache, answer.expectStatus(status).field(CACHE_STATUS).value());
        assertTrue(answer.body().equals(content), () -> "other content: " + Bytes.brief(answer.body()));
    }

    private long requests(String line) {
        return server.logLines().stream().filter(each -> each.startsWith(line)).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/old"})
    void aFreshFileIsNotRequestedAgain(String prefix) throws IOException {
        start(LONG);
        String path = prefix + "/files/data.bin";
        assertIs("MISS", 200, TEXT, get(path));
        for (int i = 0; i < 5; i++) {
            assertIs("HIT", 200, TEXT, get(path));
        }
        Answer last = get(path);
        assertEquals("bytes", last.field("Accept-Ranges").value());
        assertEquals(304, get(path, "If-None-Match: " + last.values("ETag").getFirst()).status());
        server.awaitIdle();
        assertEquals(1, requests("GET /files/data.bin 200 "));
    }

    @Test
    void anOldFileIsRevalidated() throws IOException {
        start(SHORT);
        assertIs("MISS", 200, TEXT, get("/files/data.bin"));
        awaitStatus("REVALIDATED", TEXT);
        assertTrue(Await.comesTrue(Limits.PATIENCE, () -> requests("GET /files/data.bin 304 0 ") > 0),
                () -> server.logLines().toString());
        assertEquals(1, requests("GET /files/data.bin 200 "));
        Files.writeString(root.resolve("data.bin"), "other");
        awaitStatus("EXPIRED", "other");
    }

    private void awaitStatus(String status, String content) {
        assertTrue(Await.comesTrue(Limits.PATIENCE, () -> {
            Answer answer = get("/files/data.bin");
            answer.expectStatus(200);
            return answer.values(CACHE_STATUS).equals(List.of(status)) && answer.body().equals(content);
        }), "no " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/old", "/direct"})
    void partsComeFromTheCacheAndFromTheServer(String prefix) throws IOException {
        start(LONG);
        String path = prefix + "/files/data.bin";
        for (int i = 0; i < 2; i++) {
            Answer part = get(path, "Range: bytes=1000000-1000009");
            part.expectStatus(206).expectBody(TEXT.substring(1_000_000, 1_000_010));
            assertEquals("bytes 1000000-1000009/" + TEXT.length(), part.field("Content-Range").value());
            Answer end = get(path, "Range: bytes=-7", "If-Range: " + part.values("ETag").getFirst());
            end.expectStatus(206).expectBody(TEXT.substring(TEXT.length() - 7));
            assertEquals(TEXT, get(path, "Range: bytes=-7", "If-Range: \"other\"").expectStatus(200).body());
            get(path, "Range: bytes=99999999-").expectStatus(416);
        }
        assertEquals(prefix.equals("/direct"), requests("GET /files/data.bin 206 ") > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/old"})
    void clientsWithAndWithoutGzipGetTheirOwn(String prefix) throws IOException {
        start(LONG);
        String path = prefix + "/files/text.txt";
        for (String cache : List.of("MISS", "HIT")) {
            assertIs(cache, 200, TEXT, get(path));
            Answer compressed = get(path, "Accept-Encoding: gzip");
            assertEquals(cache, compressed.expectStatus(200).field(CACHE_STATUS).value());
            assertEquals("gzip", compressed.field("Content-Encoding").value());
            assertEquals(TEXT, decoded(compressed.body()));
        }
        server.awaitIdle();
        assertEquals(2, requests("GET /files/text.txt 200 "));
    }

    private static String decoded(String content) throws IOException {
        return new String(Gzip.decoded(content.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.UTF_8);
    }

    /** Products and errors are not cached by others. The connections to the server are used again. */
    @Test
    void whatMayNotBeCachedIsNot() throws IOException {
        start(LONG);
        for (int i = 0; i < 20; i++) {
            assertEquals("MISS", get("/products/pen").expectStatus(200).field(CACHE_STATUS).value());
            assertEquals("MISS", get("/files/not-there").expectStatus(404).field(CACHE_STATUS).value());
            get("/direct/files/data.bin", "If-None-Match: *").expectStatus(304);
        }
    }
}
