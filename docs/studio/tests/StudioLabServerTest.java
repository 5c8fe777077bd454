package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.tests.OpenLab.Events;
import grader.proofs.testing.Wrapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The learner's server, started from the page. A shell script stands for ./jbang and for the server. */
class StudioLabServerTest extends OnOpenLab {

    private static final String LISTENS = "echo \"$1 listening on http://127.0.0.1:4711\"\n";
    private static final String WAITS = "echo \"pid $$\"\nexec sleep 600\n";

    private JsonNode run(String jbang, String... flags) throws Exception {
        copy.jbang("lab01) " + jbang + " ;;");
        return lab.post("/api/lab/run", Map.of("lab", "lab01", "flags", List.of(flags)));
    }

    private static ProcessHandle pid(Events events) throws Exception {
        JsonNode event = events
                .await(each -> each.path("log").valueStream().anyMatch(line -> line.asText().startsWith("pid ")));
        return event.path("log")
                .valueStream()
                .filter(line -> line.asText().startsWith("pid "))
                .findFirst()
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.asText().substring(4))))
                .orElseThrow();
    }

    @Test
    @DisplayName("a server starts, says where it listens, and stops with all that it has started")
    void runAndStop() throws Exception {
        try (Events events = lab.events("lab01")) {
            Path go = copy.root.resolve("go");          // until then, the server is starting
            run("echo \"flags $*\" >&2\nuntil [ -e '" + go + "' ]; do sleep 0.05; done\nsleep 601 &\n"
                    + WAITS.replace("exec", LISTENS + "exec"), "--port", "0");
            assertEquals("lab01", events.awaitServer("starting").path("lab").asText());
            Files.createFile(go);
            ProcessHandle server = pid(events);
            JsonNode running = events.awaitServer("running");
            assertEquals("http://127.0.0.1:4711", running.path("url").asText());
            assertEquals(4711, running.path("port").asInt());
            List<ProcessHandle> below = server.children().toList();
            assertEquals(1, below.size());
            lab.post("/api/lab/stop", Map.of());
            JsonNode stopped = events.awaitServer("stopped");
            assertEquals(143, stopped.path("exit").asInt());
            Wrapper.await("it ended", () -> !server.isAlive());
            Wrapper.await("its child ended", () -> !below.getFirst().isAlive());
        }
        try (Events late = lab.events("lab01")) {
            JsonNode log = late.await(event -> event.has("log"));
            assertEquals(0, log.path("at").asInt());
            assertEquals("flags lab01 --port 0", log.path("log").get(0).asText());
        }
    }

    @Test
    @DisplayName("a server that ends by itself is told of with its exit code and its last words")
    void exit() throws Exception {
        try (Events events = lab.events("lab01")) {
            run("printf 'no port free'\nexit 3\n");
            assertEquals("no port free",
                    events.await(event -> event.has("log")).path("log").get(0).asText());
            assertEquals(3,
                    events.await(event -> event.path("server").path("exit").isInt())
                            .path("server")
                            .path("exit")
                            .asInt());
        }
    }

    @Test
    @DisplayName("there is one server at a time: a second start ends the first")
    void second() throws Exception {
        try (Events events = lab.events("lab01")) {
            run(LISTENS + WAITS);
            ProcessHandle first = pid(events);
            run(LISTENS + WAITS);
            assertTrue(pid(events).isAlive());
            Wrapper.await("it ended", () -> !first.isAlive());
        }
    }

    @Test
    @DisplayName("a server is said to be outdated while the files on the disk are not those that it was started from")
    void outdated() throws Exception {
        String path = copy.root.relativize(copy.lab.own()) + "/Mine.java";
        copy.write(path, "class Mine {}");
        run(LISTENS + WAITS);
        try (Events events = lab.events("lab01")) {
            assertFalse(events.await(event -> event.has("outdated")).path("outdated").asBoolean());
            copy.write(path, "class Mine { int more; }");
            assertTrue(events.await(event -> event.has("outdated")).path("outdated").asBoolean());
            copy.write(path, "class Mine {}");
            assertFalse(events.await(event -> event.has("outdated")).path("outdated").asBoolean());
            copy.write(path, "class Mine { int more; }");
            assertTrue(events.await(event -> event.has("outdated")).path("outdated").asBoolean());
            run(LISTENS + WAITS);
            assertFalse(events.await(event -> event.has("outdated")).path("outdated").asBoolean());
        }
    }

    @Test
    @DisplayName("a server that ignores SIGTERM is killed")
    void stubborn() throws Exception {
        try (Events events = lab.events("lab01")) {
            run("trap '' TERM\n" + LISTENS + WAITS);
            ProcessHandle server = pid(events);
            lab.post("/api/lab/stop", Map.of());
            assertEquals(137, events.await(event -> event.path("server").path("exit").isInt())
                    .path("server")
                    .path("exit")
                    .asInt());
            Wrapper.await("it ended", () -> !server.isAlive());
        }
    }

    @Test
    @DisplayName("a flood of output is bounded, in lines and in their length, and the server can be stopped")
    void flood() throws Exception {
        try (Events events = lab.events("lab01")) {
            run("head -c 20000000 /dev/zero | tr '\\0' x; echo; yes | head -n 1000000; echo last\n");
            events.await(event -> event.path("server").path("exit").isInt());
        }
        try (Events late = lab.events("lab01")) {
            JsonNode log = late.await(event -> event.has("log"));
            assertEquals(2_000, log.path("log").size());
            assertEquals("last", log.path("log").get(1_999).asText());
            assertEquals(1_000_002 - 2_000, log.path("at").asInt());
        }
        try (Events events = lab.events("lab01")) {
            run("head -c 20000000 /dev/zero | tr '\\0' x; echo; " + WAITS);
            String longest = events.await(event -> event.path("log").path(0).asText().startsWith("x"))
                    .path("log")
                    .get(0)
                    .asText();
            assertEquals(2_001, longest.length());
            assertTrue(longest.endsWith("…"));
        }
    }

    @Test
    @DisplayName("the server ends with the studio")
    void studioEnds() throws Exception {
        ProcessHandle server;
        try (Events events = lab.events("lab01")) {
            run(LISTENS + WAITS);
            server = pid(events);
        }
        lab.close();
        Wrapper.await("it ended", () -> !server.isAlive());
    }
}
