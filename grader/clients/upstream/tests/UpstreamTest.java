package grader.clients.upstream.tests;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.SamePath;
import grader.clients.upstream.Upstream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Upstreams respond as configured, record requests, belong to one borrower at a time, and are reset when they are
 * returned.
 */
class UpstreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(50);

    @Test
    void answersRecordsAndForgets() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            try (Upstream upstream = Upstream.take(); Upstream other = Upstream.take()) {
                assertNotEquals(upstream.url(), other.url());
                upstream.answers(get("/prices/tea").willReturn(okJson("{\"cents\":1299}")));
                assertEquals(200, status(client, upstream, "/prices/tea"));
                assertEquals(404, status(client, upstream, "/prices/none"));
                assertEquals("[/prices/tea, /prices/none]",
                        upstream.received().stream().map(request -> request.getUrl()).toList().toString());
            }
            try (Upstream warm = Upstream.take()) {
                assertEquals(0, warm.received().size());
                assertEquals(404, status(client, warm, "/prices/tea"));
            }
        }
    }

    /** It would have to keep all of it. */
    @Test
    void takesNoContentWithoutEnd() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient(); Upstream upstream = Upstream.take()) {
            byte[] large = new byte[20 << 20];
            HttpRequest chunked = HttpRequest.newBuilder(URI.create(upstream.url() + "/prices/tea"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                    .build();
            try {
                assertEquals(500, client.send(chunked, BodyHandlers.discarding()).statusCode());
            } catch (IOException cutOff) {
                // Its response may not arrive, as the client is still sending.
            }
            assertEquals(0, upstream.received().size());
        }
        try (HttpClient client = HttpClient.newHttpClient(); Upstream next = Upstream.take()) {
            assertEquals(404, status(client, next, "/prices/tea"));
        }
    }

    /** RFC 3986 §6.2.2.2: an escaped letter or hyphen is the same letter or hyphen. */
    @Test
    void takesPathsForTheSameHoweverTheyAreEscaped() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient(); Upstream upstream = Upstream.take();
                ResponseBarrier gate = upstream.gather("/prices/a-", 1)) {
            upstream.answers(get(SamePath.as("/prices/a-b")).willReturn(okJson("{}")));
            upstream.answers(get(SamePath.startingWith("/prices/x-")).willReturn(okJson("{}")));
            assertEquals(200, status(client, upstream, "/prices/a%2Db"));
            assertEquals(200, status(client, upstream, "/prices/%61%2db?now"));
            assertEquals(200, status(client, upstream, "/prices/x%2D1"));
            assertEquals(404, status(client, upstream, "/prices/a%2Fb"));
            assertEquals(404, status(client, upstream, "/prices%2Fa-b"));
            assertEquals(404, status(client, upstream, "/prices/a%252Db"));
            assertEquals(2, upstream.received("/prices/a-b").size());
            assertEquals(1, gate.most(), "at the same time");
        }
    }

    @Test
    void holdsAnswersUntilTheyAreLetGo() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient(); Upstream upstream = Upstream.take();
                ResponseBarrier gate = upstream.hold("/prices/t")) {
            upstream.answers(get(urlMatching("/prices/.*")).willReturn(okJson("{}")));
            CompletableFuture<HttpResponse<Void>> tea = begin(client, upstream, "/prices/tea");
            CompletableFuture<HttpResponse<Void>> toast = begin(client, upstream, "/prices/toast");
            assertTrue(gate.holds(2, PATIENCE));
            assertEquals(200, status(client, upstream, "/prices/jam"), "of another path");
            assertFalse(tea.isDone() || toast.isDone());
            gate.open();
            assertEquals(200, tea.get().statusCode());
            assertEquals(200, toast.get().statusCode());
            assertEquals(200, status(client, upstream, "/prices/tea"), "an open barrier holds no request");
        }
    }

    @Test
    void gathersAPartyAgainAndAgain() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient(); Upstream upstream = Upstream.take();
                ResponseBarrier gate = upstream.gather("/prices/", 2)) {
            upstream.answers(get(urlMatching("/prices/.*")).willReturn(okJson("{}")));
            for (int i = 0; i < 3; i++) {
                CompletableFuture<HttpResponse<Void>> first = begin(client, upstream, "/prices/tea");
                assertTrue(gate.holds(1, PATIENCE));
                assertFalse(first.isDone());
                assertEquals(200, status(client, upstream, "/prices/jam"));
                assertEquals(200, first.get().statusCode());
            }
        }
    }

    private static CompletableFuture<HttpResponse<Void>> begin(HttpClient client, Upstream upstream, String path) {
        return client.sendAsync(HttpRequest.newBuilder(URI.create(upstream.url() + path)).build(),
                BodyHandlers.discarding());
    }

    private static int status(HttpClient client, Upstream upstream, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(upstream.url() + path)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
