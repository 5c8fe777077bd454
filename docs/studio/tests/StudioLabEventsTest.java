package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.tests.OpenLab.Events;
import grader.core.course.Progress;
import grader.proofs.testing.Wrapper;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a page hears of its lab while it is open. */
class StudioLabEventsTest extends OnOpenLab {

    private static final String OWN = "labs/01-sockets/Listener.java";

    private static JsonNode file(Events events, String name) throws Exception {
        return events.await(event -> event.path("file").path("name").asText().equals(name)).path("file");
    }

    @Test
    @DisplayName("a reader first hears how things are: each file, and the server")
    void beginning() throws Exception {
        try (Events events = lab.events("lab01")) {
            JsonNode names = events.await(event -> event.has("names")).path("names");
            assertEquals(lab.get("/api/lab?lab=lab01").path("files").findValuesAsText("name"),
                    names.valueStream().map(JsonNode::asText).sorted().toList());
            JsonNode first = file(events, "Listener.java");
            assertEquals(lab.get("/api/lab/file?lab=lab01&file=Listener.java").path("hash"), first.path("hash"));
            file(events, "lab01.java");
            events.await(event -> event.has("progress"));
            events.awaitServer("stopped");
        }
    }

    @Test
    @DisplayName("a save in an IDE, a save in another tab, a new file and a deleted one are told of")
    void files() throws Exception {
        try (Events events = lab.events("lab01"); Events other = lab.events("lab01")) {
            events.awaitServer("stopped");
            other.awaitServer("stopped");
            copy.append(OWN, "// from an IDE\n");
            JsonNode now = lab.get("/api/lab/file?lab=lab01&file=Listener.java");
            assertEquals(now.path("hash"), file(events, "Listener.java").path("hash"));
            assertEquals(now.path("hash"), file(other, "Listener.java").path("hash"));
            String hash = lab
                    .put(Map.of("lab", "lab01", "file", "Listener.java", "text", "x", "base",
                            now.path("hash").asText()))
                    .path("hash")
                    .asText();
            assertEquals(hash, file(other, "Listener.java").path("hash").asText());
            copy.write("labs/01-sockets/Mine.java", "class Mine {}");
            file(events, "Mine.java");
            copy.delete("labs/01-sockets/Mine.java");
            assertEquals("Mine.java", events.await(event -> event.has("gone")).path("gone").asText());
        }
    }

    @Test
    @DisplayName("progress that another program makes is told of")
    void progress() throws Exception {
        try (Events events = lab.events("lab01")) {
            events.awaitServer("stopped");
            Progress.load(copy.course).hintsShown(copy.lab, "bind", 1);
            assertTrue(events.await(event -> event.has("progress")).path("progress").asBoolean());
        }
    }

    @Test
    @DisplayName("a reader who leaves is noticed, and then nothing is watched any more")
    void leaves() throws Exception {
        try (Events events = lab.events("lab01")) {
            events.awaitServer("stopped");
            assertEquals(1, lab.routes.watched());
        }
        copy.jbang("lab01) while sleep 0.1; do echo something new; done ;;");
        lab.post("/api/lab/run", Map.of("lab", "lab01"));
        Wrapper.await("no watch", () -> lab.routes.watched() == 0);
    }
}
