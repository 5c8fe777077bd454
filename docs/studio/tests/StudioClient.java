package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.web.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A studio's server whose routes a test chooses, and a page that asks it. */
class StudioClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    /** While nothing happens, a response that goes on says so every few seconds. */
    private static final int MOST_HEARTBEATS = 30;

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

    JsonNode get(String target) {
        return call("GET", target, Map.of()).good();
    }

    JsonNode post(String target, Map<String, ?> body) {
        return call("POST", target, body).good();
    }

    Answer call(String method, String target, Map<String, ?> body) {
        HttpResponse<String> response = send(method, target, body, BodyHandlers.ofString());
        boolean isJson = response.headers().firstValue("Content-Type").orElse("").equals("application/json");
        return new Answer(response.statusCode(), response.body(), isJson ? json(response.body()) : null);
    }

    /** Begins a request whose response goes on. */
    Lines lines(String method, String target, Map<String, ?> body) {
        HttpResponse<InputStream> response = send(method, target, body, BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        return new Lines(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    private <T> HttpResponse<T> send(String method, String target, Map<String, ?> body, BodyHandler<T> handler) {
        String address = "http://127.0.0.1:" + server.port();
        try {
            return client.send(HttpRequest.newBuilder(URI.create(address + target))
                    .header("Authorization", "Bearer test")
                    .header("Origin", address)
                    .method(method, method.equals("GET") ? BodyPublishers.noBody()
                            : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build(), handler);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException error) {
            throw new AssertionError(text, error);
        }
    }

    /** Values that come one after another. A reader who has enough closes it. */
    record Lines(BufferedReader reader) implements AutoCloseable {

        /** The next value; null after the last one. */
        JsonNode next() {
            try {
                String line = reader.readLine();
                return line == null ? null : json(line);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }

        /** The next value that fits; those before it are dropped. */
        JsonNode await(Predicate<JsonNode> fits) {
            StringBuilder before = new StringBuilder();
            int heartbeats = 0;
            while (true) {
                JsonNode value = next();
                assertTrue(value != null && heartbeats < MOST_HEARTBEATS, () -> "did not come; only\n" + before);
                if (fits.test(value)) {
                    return value;
                }
                heartbeats += value.isEmpty() ? 1 : 0;
                before.append(value).append('\n');
            }
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException gone) {
                // so has the studio
            }
        }
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
    }
}
