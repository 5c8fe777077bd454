package grader.tests;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import grader.wire.Upstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Upstreams answer as told, record what came, are nobody else's meanwhile, and come back as if new. */
class UpstreamTest {

    @Test
    void answersRecordsAndForgets() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            try (Upstream upstream = Upstream.take(); Upstream other = Upstream.take()) {
                assertNotEquals(upstream.url(), other.url());
                upstream.answers(get("/prices/tea").willReturn(okJson("{\"cents\":1299}")));
                assertEquals(200, status(client, upstream, "/prices/tea"));
                assertEquals(404, status(client, upstream, "/prices/none"));
                assertEquals("[/prices/tea, /prices/none]", upstream.received().stream().map(request -> request.getUrl()).toList().toString());
            }
            try (Upstream warm = Upstream.take()) {
                assertEquals(0, warm.received().size());
                assertEquals(404, status(client, warm, "/prices/tea"));
            }
        }
    }

    private static int status(HttpClient client, Upstream upstream, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(upstream.url() + path)).build(), BodyHandlers.discarding()).statusCode();
    }
}
