package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.tests.OpenLab.Events;
import grader.proofs.reference.ReferenceServers;
import grader.proofs.testing.Wrapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the page hears of the signals of the learner's server, and the load that it asks for. */
class StudioSignalsTest extends OnOpenLab {

    private static final Pattern REQUESTS =
            Pattern.compile("(?m)^http_requests_total\\{route=\"/\",.*} (\\d+)$");

    private JsonNode signals() {
        return lab.post("/api/lab/signals", Map.of());
    }

    private String why() {
        return signals().path("why").asText();
    }

    private JsonNode load(int rate, String target) {
        return lab.post("/api/lab/signals", Map.of("load", Map.of("rate", rate, "target", target)));
    }

    /** How many requests the server has counted. */
    private int requests() {
        String metrics = signals().path("metrics").asText();
        return REQUESTS.matcher(metrics).results().map(found -> found.group(1)).mapToInt(Integer::parseInt).sum();
    }

    /** @param command that starts the server in place of ./jbang lab01 */
    private void run(String command) {
        copy.jbang("lab01) " + command + " ;;");
        lab.post("/api/lab/run", Map.of("lab", "lab01"));
    }

    @Test
    @DisplayName("the metrics of a server that runs come with its page, and a load that is asked for shows in them")
    void reference() throws Exception {
        assertEquals("Your server is not running.", why());
        try (ReferenceServers reference = new ReferenceServers("lab12"); Events events = lab.events("lab01")) {
            String command = reference.words("--port", "0", "--admin-port", "0", "--access-log", "off")
                    .stream()
                    .map(word -> "'" + word + "'")
                    .collect(Collectors.joining(" "));
            run("exec " + command);
            events.awaitServer("running");
            assertTrue(signals().path("why").isNull(), () -> signals().toString());
            assertTrue(signals().path("metrics").asText().contains("\nhttp_workers_limit "));
            assertEquals(0, requests());
            load(200, "/");
            Wrapper.await("requests are counted", () -> requests() >= 3);
            load(0, "/");
            Wrapper.await("none is open", () -> signals().path("open").asInt() == 0);
            int sent = requests();
            for (int i = 0; i < 20; i++) {
                assertEquals(sent, requests());
            }
            lab.post("/api/lab/stop", Map.of());
            events.awaitServer("stopped");
            assertEquals("Your server is not running.", why());
        }
    }

    @Test
    @DisplayName("a server without an admin port or without metrics is told of in words")
    void without() throws Exception {
        try (Events events = lab.events("lab01")) {
            run("echo 'lab01 listening on http://127.0.0.1:4711'; exec sleep 600");
            events.awaitServer("running");
            assertEquals("Your server has no admin port: Run starts it with one.", why());
            run("echo \"lab01 admin on http://127.0.0.1:" + lab.server.port()
                    + "\"; echo 'lab01 listening on http://127.0.0.1:4711'; exec sleep 600");
            Wrapper.await("the second server is asked",
                    () -> "/metrics gives 403. It comes with lab 12; lab01 runs.".equals(why()));
        }
    }

    @Test
    @DisplayName("a load beyond 200 requests per second, or to another host, is refused")
    void bounds() {
        for (Map<String, ?> wrong : List.of(Map.of("rate", 201, "target", "/"), Map.of("rate", -1, "target", "/"),
                Map.of("rate", 1, "target", "@example.com/"), Map.of("rate", 1, "target", "http://example.com/"))) {
            String refusal = lab.call("POST", "/api/lab/signals", Map.of("load", wrong)).refusal();
            assertTrue(refusal.contains("give a rate from 0 to 200"), refusal);
        }
    }
}
