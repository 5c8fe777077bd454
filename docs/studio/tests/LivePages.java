package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.live.CellRoutes;
import grader.core.course.Course;
import java.util.Map;
import java.util.StringJoiner;

/** The cells of a course's pages, served as the studio serves them, and a client that talks as a browser does. */
final class LivePages extends StudioClient {

    private final CellRoutes routes;

    LivePages(Course course) {
        routes = new CellRoutes(course, streams);
        routes.addTo(server);
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

    /** What a save of a cell came to. @param base the hash of the version that was edited */
    JsonNode keep(String page, String cell, String code, String base) {
        return call("PUT", "/api/cells/code", Map.of("page", page, "cell", cell, "text", code, "base", base)).good();
    }

    /** The same, of the version that the cell has. */
    JsonNode keep(String page, String cell, String code) {
        return keep(page, cell, code, cell(page, cell).path("now").path("hash").asText());
    }

    /** Begins to run a cell, as its page does: what is run is kept before. */
    Running begin(String page, String cell, String code) {
        keep(page, cell, code);
        return new Running(job("/api/cells/run", Map.of("page", page, "cell", cell, "code", code)));
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
        super.close();
        routes.close();
    }

    /** A cell that runs, as its page hears of it. */
    static final class Running implements AutoCloseable {

        private final Lines messages;
        private JsonNode last;

        private Running(Lines messages) {
            this.messages = messages;
        }

        /** Waits until it has printed this. */
        void prints(String words) {
            JsonNode message = messages.next();
            while (message != null && !message.path("lines").toString().contains(words)) {
                assertEquals("", message.path("end").toString(), "it has not printed " + words);
                message = messages.next();
            }
            assertNotNull(message, words);
        }

        /** What it came to. */
        String end() {
            for (JsonNode message = messages.next(); message != null; message = messages.next()) {
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
            messages.close();
        }
    }
}
