package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.commands.CommandRoutes;
import docs.studio.tests.StudioClient.Lines;
import grader.core.course.Course;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of transcripts, run from the page. */
class StudioCommandsTest {

    private static final String SERVER = "sleep 604 & echo $$ $!; wait";

    @TempDir
    Path folder;

    private final StudioClient page = new StudioClient();
    private CommandRoutes commands;

    @BeforeEach
    void open() {
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

    /** Its lines, and `exit CODE`. */
    private List<String> whole(String command) {
        List<String> all = new ArrayList<>();
        try (Lines lines = run(command)) {
            JsonNode end = lines.await(value -> {
                value.path("lines").forEach(line -> all.add(line.asText()));
                return value.has("exit");
            });
            all.add("exit " + end.path("exit").asInt());
            assertTrue(end.path("millis").isInt());
        }
        return all;
    }

    private static List<ProcessHandle> processes(Lines lines) {
        String pids = lines.await(value -> value.path("lines").has(0)).path("lines").get(0).asText();
        return Stream.of(pids.split(" ")).map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow()).toList();
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        Wrapper.await("all have ended", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    @DisplayName("a command runs in the checkout; output and errors come as one, then the exit code")
    void runs() throws IOException {
        assertEquals(List.of(folder.toRealPath().toString(), "no", "exit 3"),
                whole("pwd\necho no >&2\nexit 3"));
        assertEquals(List.of("without an end", "exit 0"), whole("printf 'without an end'"));
        assertEquals(List.of("exit 0"), whole("true"));
    }

    @Test
    @DisplayName("what is typed into a command is its input, line by line, and shows; at the end of that it goes on")
    void input() {
        try (Lines lines = run("read -r first; echo \"got $first\"; wc -l; echo ended")) {
            type(lines, "line", "  GET / > HTTP/1.1");
            lines.await(value -> value.path("lines").toString().contains("got GET / > HTTP/1.1"));
            type(lines, "line", "");
            type(lines, "line", "Host: a");
            type(lines, "end", "");
            lines.await(value -> value.path("lines").toString().contains("ended"));
            assertEquals(0, lines.await(value -> value.has("exit")).path("exit").asInt());
            assertEquals("the command has ended; run it again",
                    page.call("POST", "/api/commands/input", Map.of("id", lines.of(), "line", "late")).refusal());
        }
        try (Lines deaf = run("exec sleep 606")) {
            String most = "x".repeat(15_000);
            type(deaf, "line", most);
            assertEquals("a command takes at most 16000 bytes of input; run it again",
                    page.call("POST", "/api/commands/input", Map.of("id", deaf.of(), "line", most)).refusal());
            page.call("POST", "/api/commands/stop", Map.of("id", deaf.of())).good();
            assertEquals(143, deaf.await(value -> value.has("exit")).path("exit").asInt());
        }
    }

    private void type(Lines lines, String name, String text) {
        page.call("POST", "/api/commands/input", Map.of("id", lines.of(), name, text)).good();
    }

    @Test
    @DisplayName("curl shows no progress")
    void curl() {
        List<String> said = whole("curl --version >/dev/null && curl file:///dev/null/none");
        assertEquals(2, said.size(), said.toString());
        assertTrue(said.getFirst().startsWith("curl: (37)"), said.toString());
    }

    @Test
    @DisplayName("a server runs until it is stopped, with all that it has started; others run beside it")
    void stop() {
        try (Lines server = run(SERVER)) {
            List<ProcessHandle> processes = processes(server);
            assertEquals(2, processes.size());
            assertEquals(List.of("beside", "exit 0"), whole("echo beside"));
            page.call("POST", "/api/commands/stop", Map.of("id", server.of())).good();
            assertEquals(143, server.await(value -> value.has("exit")).path("exit").asInt());
            awaitEnd(processes);
        }
    }

    @Test
    @DisplayName("a command ends when its page is closed")
    void left() {
        List<ProcessHandle> processes;
        try (Lines server = run(SERVER)) {
            processes = processes(server);
        }
        awaitEnd(processes);
    }

    @Test
    @DisplayName("a command ends with the studio, and none begins after that")
    void studioEnds() {
        try (Lines server = run(SERVER)) {
            List<ProcessHandle> processes = processes(server);
            commands.close();
            awaitEnd(processes);
            assertEquals("the studio ends; start it again with ./jbang course",
                    page.call("POST", "/api/commands/run", asked("true")).refusal());
        }
    }

    private Map<String, String> asked(String command) {
        return Map.of("command", command, "tab", page.id(), "id", page.id());
    }

    @Test
    @DisplayName("sixteen run at most; the next one is told to wait")
    void most() {
        List<Lines> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(run("sleep 605"));
        }
        assertEquals("16 commands are running; stop one of them",
                page.call("POST", "/api/commands/run", asked("true")).refusal());
        all.getFirst().close();
        Wrapper.await("there is room again",
                () -> page.call("POST", "/api/commands/run", asked("true")).status() == 200);
    }
}
