package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.web.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A studio's server whose routes a test chooses, and a page that asks it. */
final class StudioClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final WebServer server =
            new WebServer(0, Optional.of("test"), Set.of(), call -> call.reply(404, "There is nothing."));
    private final HttpClient client = HttpClient.newHttpClient();

    /** What a request came to. @param json null unless it is that */
    record Answer(int status, String text, JsonNode json) {

        /** The reason of a refusal. */
        String refusal() {
            assertEquals(400, status, text);
            return text.strip();
        }

        /** What it says, unless it was refused. */
        JsonNode good() {
            assertEquals(200, status, text);
            return json;
        }
    }

    Answer call(String method, String target, Map<String, ?> body) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(method, target, body), BodyHandlers.ofString());
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(response.statusCode(), response.body(),
                type.equals("application/json") ? JSON.readTree(response.body()) : null);
    }

    /** Begins a request whose response goes on. */
    Lines lines(String method, String target, Map<String, ?> body) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                client.send(request(method, target, body), BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        return new Lines(
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    private HttpRequest request(String method, String target, Map<String, ?> body) throws JsonProcessingException {
        String address = "http://127.0.0.1:" + server.port();
        return HttpRequest.newBuilder(URI.create(address + target))
                .header("Authorization", "Bearer test")
                .header("Origin", address)
                .method(method, method.equals("GET") ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }

    /** Values that come one after another. A reader who has enough closes it. */
    record Lines(BufferedReader reader) implements AutoCloseable {

        /** The next value that fits; those before it are dropped. */
        JsonNode await(Predicate<JsonNode> fits) throws IOException {
            StringBuilder before = new StringBuilder();
            while (true) {
                String line = reader.readLine();
                assertNotNull(line, () -> "did not come; only\n" + before);
                JsonNode value = JSON.readTree(line);
                if (fits.test(value)) {
                    return value;
                }
                before.append(line).append('\n');
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
    }
}
