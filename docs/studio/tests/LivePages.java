package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.live.CellRoutes;
import docs.studio.web.WebServer;
import grader.course.Course;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
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
import java.util.StringJoiner;

/** The cells of a course's pages, served as the studio serves them, and a client that talks as a browser does. */
final class LivePages implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final WebServer server;
    private final CellRoutes routes;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String cookie;

    LivePages(Course course) throws IOException {
        server = new WebServer(0, Optional.empty(), Set.of(), call -> call.reply(404, "nothing"));
        routes = new CellRoutes(course);
        routes.addTo(server);
        cookie = Caller.of(server.port())
                .withCookieOf(server.link())
                .fields()
                .getLast()
                .substring("Cookie: ".length());
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
                .header("Cookie", cookie)
                .header("Origin", "http://127.0.0.1:" + server.port());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request, body);
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

    /** What the request `method target` is answered. */
    HttpResponse<String> call(String method, String target, Map<String, ?> body) {
        return send(request(target).method(method, BodyPublishers.ofString(JSON.valueToTree(body).toString())).build(),
                BodyHandlers.ofString());
    }

    JsonNode get(String target) {
        HttpResponse<String> response = send(request(target).build(), BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return json(response.body());
    }

    JsonNode post(String target, Map<String, ?> body) {
        HttpResponse<String> response = call("POST", target, body);
        assertEquals(200, response.statusCode(), response.body());
        return json(response.body());
    }

    /** How the cells of a page are; starts them. */
    String state(String page) {
        return post("/api/cells/start", Map.of("page", page)).path("state").asText();
    }

    /** A cell as its page shows it. */
    JsonNode cell(String page, String cell) {
        for (JsonNode each : get("/api/cells?page=" + page).path("cells")) {
            if (each.path("id").asText().equals(cell)) {
                return each;
            }
        }
        throw new AssertionError("no cell " + cell);
    }

    /** Begins to run a cell. */
    Running begin(String page, String cell, String code) {
        var response = send(request("/api/cells/run")
                .POST(BodyPublishers.ofString(
                        JSON.valueToTree(Map.of("page", page, "cell", cell, "code", code)).toString()))
                .build(), BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        return new Running(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    /** Runs a cell to its end; what it came to as lines such as `out: 5`. */
    String run(String page, String cell, String code) {
        try (Running running = begin(page, cell, code)) {
            return running.end();
        }
    }

    /** The learner's server begins to listen. @param port 0: it ends */
    void serverPort(int port) {
        routes.serverPort(port);
    }

    void stop(String page) {
        post("/api/cells/stop", Map.of("page", page));
    }

    @Override
    public void close() {
        server.close();
        routes.close();
        client.shutdownNow();
    }

    /** A cell that runs, as its page hears of it. */
    static final class Running implements AutoCloseable {

        private final BufferedReader messages;
        private JsonNode last;

        private Running(BufferedReader messages) {
            this.messages = messages;
        }

        /** The next message; null after the last one. */
        private JsonNode next() {
            try {
                String line = messages.readLine();
                return line == null ? null : json(line);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }

        /** Waits until it has printed this. */
        void prints(String words) {
            JsonNode message = next();
            while (message != null && !message.path("lines").toString().contains(words)) {
                assertEquals("", message.path("end").toString(), "it has not printed " + words);
                message = next();
            }
            assertNotNull(message, words);
        }

        /** What it came to. */
        String end() {
            for (JsonNode message = next(); message != null; message = next()) {
                last = message;
            }
            return last.has("problem") ? "problem: " + last.path("problem").asText() : lines(last.path("end"));
        }

        /** A member of the last message. */
        JsonNode said(String member) {
            return last.path(member);
        }

        private static String lines(JsonNode parts) {
            StringJoiner all = new StringJoiner("\n");
            parts.forEach(part -> part.path("lines")
                    .forEach(line -> all.add(part.path("kind").asText() + ": " + line.asText())));
            return all.toString();
        }

        /** The reader leaves. */
        @Override
        public void close() {
            try {
                messages.close();
            } catch (IOException gone) {
                // so has the studio
            }
        }
    }
}
