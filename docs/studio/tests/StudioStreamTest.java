package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.commands.CommandRoutes;
import docs.studio.tests.StudioClient.Lines;
import grader.core.course.Course;
import grader.proofs.testing.Wrapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one stream of a browser: what its tabs have started, told on whichever stream they have joined. */
class StudioStreamTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private StudioClient page;
    private CommandRoutes commands;

    private void open(Duration grace) {
        page = new StudioClient(grace);
        commands = new CommandRoutes(new Course(folder), page.streams);
        commands.addTo(page.server);
    }

    @AfterEach
    void close() {
        page.close();
        commands.close();
    }

    private Lines run(String command) {
        return page.job("/api/commands/run", Map.of("command", command));
    }

    private static String line(Lines lines) {
        return lines.await(value -> value.path("lines").has(0)).path("lines").get(0).asText();
    }

    private static ProcessHandle process(Lines lines) {
        return ProcessHandle.of(Long.parseLong(line(lines))).orElseThrow();
    }

    @Test
    @DisplayName("after a stream has broken off, another one tells all from the beginning, the end, too")
    void anotherStream() throws Exception {
        open(LONG);
        Path go = folder.resolve("go");
        Lines first = run("echo one; while [ ! -e go ]; do sleep 0.1; done; echo two");
        assertEquals("one", line(first));
        first.breakOff();
        Files.createFile(go);
        Lines second = first.again();
        assertEquals("one", line(second));
        assertEquals(0, second.await(value -> value.has("exit")).path("exit").asInt());
        assertEquals(null, second.next(), "it is over");
        second.breakOff();
        try (Lines third = first.again()) {
            assertEquals("one", line(third), "a tab that has not heard the end");
        }
    }

    @Test
    @DisplayName("a tab learns which of the things that it has started there still are")
    void known() {
        open(LONG);
        Lines first = run("exec sleep 604");
        assertEquals(List.of(), first.known(), "it was not begun yet");
        first.breakOff();
        try (Lines again = first.again()) {
            assertEquals(List.of(first.of()), again.known());
        }
        try (Lines left = first.again()) {
            assertEquals(List.of(), left.known());
        }
    }

    @Test
    @DisplayName("what a tab has started ends when its browser is gone for longer than a moment")
    void browserGone() {
        open(Duration.ofSeconds(2));
        Lines lines = run("echo $$; exec sleep 604");
        ProcessHandle process = process(lines);
        lines.breakOff();
        Wrapper.await("it ended", () -> !process.isAlive());
    }

    @Test
    @DisplayName("a request that is sent twice starts one thing")
    void twice() {
        open(LONG);
        Map<String, String> body = Map.of("command", "echo x >>ran", "tab", page.id(), "id", page.id());
        for (int i = 0; i < 2; i++) {
            assertEquals(body.get("id"), page.post("/api/commands/run", body).path("id").asText());
        }
        assertEquals("done", line(run("while [ ! -e ran ]; do sleep 0.1; done; echo done")));
        assertEquals(2, folder.resolve("ran").toFile().length());
    }

    @Test
    @DisplayName("Stop is answered while the program still ends, so many of them do not use up the connections")
    void stopIsAnsweredAtOnce() {
        open(LONG);
        try (Lines lines = run("trap '' TERM; echo $$; while true; do sleep 0.1; done")) {
            ProcessHandle process = process(lines);
            page.post("/api/commands/stop", Map.of("id", lines.of()));
            assertTrue(process.isAlive(), "it ignores the signal, and is killed 15 seconds later");
        }
    }

    @Test
    @DisplayName("a browser that does not read costs other browsers nothing")
    void slowReader() {
        open(LONG);
        try (Lines slow = run("yes")) {
            try (Lines other = run("echo heard")) {
                assertEquals("heard", line(other));
            }
            assertFalse(slow.of().isEmpty());
        }
    }

    @Test
    @DisplayName("ids that are none are refused, and nothing is started")
    void badIds() {
        open(LONG);
        for (String id : List.of("", "1", "x".repeat(16), "0".repeat(65))) {
            String refusal =
                    page.call("POST", "/api/commands/run", Map.of("command", "touch ran", "tab", page.id(), "id", id))
                            .refusal();
            assertEquals("the request has no id of 16 to 64 hexadecimal digits; reload the page", refusal);
        }
        assertFalse(Files.exists(folder.resolve("ran")));
    }
}
