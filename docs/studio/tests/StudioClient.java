package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.stream.Streams;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A studio's server whose routes a test chooses, and a page that asks it. */
class StudioClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    /** While nothing happens, a response that goes on says so every few seconds. */
    private static final int MOST_HEARTBEATS = 30;

    final WebServer server =
            new WebServer(0, Optional.of("test"), Set.of(), call -> call.reply(404, "There is nothing."));
    final Streams streams;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong ids = new AtomicLong();

    StudioClient() {
        this(Duration.ofSeconds(10));
    }

    /** @param grace how long what a tab has started goes on without a stream */
    StudioClient(Duration grace) {
        streams = new Streams(grace);
        streams.addTo(server);
    }

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

    /** Starts something in a tab of its own, which hears of it. */
    Lines job(String target, Map<String, ?> body) {
        String id = id();
        Lines lines = open(id, Map.of());
        Map<String, Object> all = new HashMap<>(body);
        all.putAll(Map.of("tab", lines.tab, "id", id));
        Answer answer = call("POST", target, all);
        if (answer.status != 200) {
            lines.close();
        }
        assertEquals(id, answer.good().path("id").asText());
        return lines;
    }

    /** Opens a tab that looks at something. */
    Lines look(String topic, String at) {
        return open(topic, Map.of(topic, at));
    }

    private Lines open(String of, Map<String, String> topics) {
        return open(of, id(), topics);
    }

    private Lines open(String of, String tab, Map<String, String> topics) {
        String stream = id();
        HttpResponse<InputStream> response =
                send("GET", "/api/stream?id=" + stream, Map.of(), BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        BufferedReader reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        try {
            assertEquals("{}", reader.readLine(), "the stream has begun");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        JsonNode joined = post("/api/stream/join",
                Map.of("stream", stream, "tab", tab, "topics", topics, "jobs", List.of(of)));
        return new Lines(this, tab, of, joined.path("jobs").valueStream().map(JsonNode::asText).toList(), reader);
    }

    /** 16 hexadecimal digits. */
    String id() {
        return "%016x".formatted(ids.incrementAndGet());
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

    /**
     * What a tab with a stream of its own hears of one thing.
     *
     * @param of the id of what it has started, or a topic
     * @param known that id, if the studio knew it when the tab joined
     */
    record Lines(StudioClient client, String tab, String of, List<String> known, BufferedReader reader)
            implements AutoCloseable {

        /** The same tab on another stream. */
        Lines again() {
            return client.open(of, tab, Map.of());
        }

        /** The next value; an empty one if nothing has happened for a while; null after the last one. */
        JsonNode next() {
            try {
                String line = reader.readLine();
                JsonNode message = line == null ? null : json(line);
                if (message == null || message.isEmpty()) {
                    return message;
                }
                assertEquals(tab + " " + of, message.path("tab").asText() + " " + message.path("of").asText());
                return message.path("over").asBoolean() ? null : message.path("says");
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

        /** The browser goes, and says nothing. */
        void breakOff() {
            try {
                reader.close();
            } catch (IOException gone) {
                // so has the studio
            }
        }

        /** The tab is closed. */
        @Override
        public void close() {
            try {
                client.call("POST", "/api/stream/leave", Map.of("tab", tab));
            } catch (UncheckedIOException gone) {
                // so has the studio
            }
            breakOff();
        }
    }

    @Override
    public void close() {
        server.close();
        streams.close();
        client.shutdownNow();
    }
}
