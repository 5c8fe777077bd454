package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.lab.LabRoutes;
import docs.studio.web.WebServer;
import grader.testing.CourseCopy;
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

/** A studio that serves nothing but the labs of a checkout of a test's own, and a page that asks it. */
final class OpenLab implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_HEARTBEATS = 6;

    final LabRoutes routes;
    private final WebServer web;
    private final HttpClient client = HttpClient.newHttpClient();

    OpenLab(CourseCopy copy) {
        routes = new LabRoutes(copy.course);
        web = new WebServer(0, Optional.of("test"), Set.of(), call -> call.reply(404, "nothing"));
        routes.addTo(web);
    }

    /** What a request came to. @param json null unless it is that */
    record Answer(int status, String text, JsonNode json) {

        /** The reason of a refusal. */
        String refusal() {
            assertEquals(400, status, text);
            return text.strip();
        }
    }

    JsonNode get(String target) throws Exception {
        return good(call("GET", target, Map.of()));
    }

    JsonNode post(String target, Map<String, ?> body) throws Exception {
        return good(call("POST", target, body));
    }

    JsonNode put(Map<String, ?> body) throws Exception {
        return good(call("PUT", "/api/lab/file", body));
    }

    private static JsonNode good(Answer answer) {
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    Answer call(String method, String target, Map<String, ?> body) throws Exception {
        HttpResponse<String> response = client.send(request(method, target, body), BodyHandlers.ofString());
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(response.statusCode(), response.body(),
                type.equals("application/json") ? JSON.readTree(response.body()) : null);
    }

    private HttpRequest request(String method, String target, Map<String, ?> body) throws JsonProcessingException {
        String address = "http://127.0.0.1:" + web.port();
        return HttpRequest.newBuilder(URI.create(address + target))
                .header("Authorization", "Bearer test")
                .header("Origin", address)
                .method(method, method.equals("GET") ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }

    /** What goes on around a lab. */
    Events events(String lab) throws Exception {
        return new Events(client
                .send(request("GET", "/api/lab/events?lab=" + lab, Map.of()), BodyHandlers.ofInputStream())
                .body());
    }

    /** A reader of events, who leaves when it is closed. */
    static final class Events implements AutoCloseable {

        private final InputStream stream;
        private final BufferedReader lines;

        private Events(InputStream stream) {
            this.stream = stream;
            this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }

        /** The next event that fits; those before it are dropped. */
        JsonNode await(Predicate<JsonNode> fits) throws IOException {
            int heartbeats = 0;
            StringBuilder before = new StringBuilder();
            while (true) {
                String line = lines.readLine();
                assertTrue(line != null && heartbeats < MOST_HEARTBEATS, () -> "did not come; only\n" + before);
                JsonNode event = JSON.readTree(line);
                if (fits.test(event)) {
                    return event;
                }
                heartbeats += event.isEmpty() ? 1 : 0;
                before.append(line).append('\n');
            }
        }

        /** The server in this state. */
        JsonNode awaitServer(String state) throws IOException {
            return await(event -> event.path("server").path("state").asText().equals(state)).path("server");
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    @Override
    public void close() {
        web.close();
        routes.close();
        client.shutdownNow();
    }
}
