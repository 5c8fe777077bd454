package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.drills.DrillCommand;
import docs.studio.drills.DrillRoutes;
import docs.studio.drills.Solver;
import docs.studio.tests.StudioClient.Lines;
import grader.core.console.Style;
import grader.core.course.Course;
import grader.core.course.Progress;
import grader.core.course.Progress.Drilled;
import grader.core.files.DataFolder;
import grader.core.files.Folders;
import grader.core.source.Passage;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.Wrapper;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A drill from its prompt, and its mistakes. */
class DrillTest {

    private static final String FAULT = "limit-of-fields";
    private static final Pattern LOG = Pattern.compile("  log +(\\S+)");

    @TempDir
    Path folder;

    private CourseCopy copy() {
        return copy(folder);
    }

    /** A checkout with what drills need. */
    static CourseCopy copy(Path folder) {
        CourseCopy copy = new CourseCopy(folder, 13);
        Path root = Course.here().root();
        for (Path file : Folders.filesBelow(root.resolve("docs/drills"))) {
            copy.write(root.relativize(file).toString(), CourseCopy.content(file));
        }
        return copy;
    }

    private static CourseCopy.Run drill(Path root, List<String> typed, String... arguments) {
        return CourseCopy.run(new DrillCommand(root, new BufferedReader(new StringReader(String.join("\n", typed))),
                Style.PLAIN, false), arguments);
    }

    @Test
    @DisplayName("looks, hints, a mistyped line, the answer, the evidence, the line of code; nothing is left")
    void found() {
        CourseCopy copy = copy();
        long seed = Solver.seed(copy.course, FAULT, 7);
        CourseCopy.Run run = drill(copy.root, List.of("signals", "times", "slow", "clients", "log", "ss", "threads",
                "threads acceptor", "$ echo port $PORT", "hint", "hint", "hint", "stop 9", "2", "x", "b"), "--seed",
                "" + seed);
        assertEquals(0, run.exitCode(), run.out() + run.err());
        for (String said : List.of("drill: compiling the reference", "--seed " + seed + " repeats this drill",
                "http_workers_busy", "where the time went", "/json", "statuses of the last", "Listener.acceptLoop",
                "port ", "Hint 1: the look that shows most is `log`.",
                "Hint 2: the stop is one of accept, parse, route",
                "there is no look or stop 'stop 9'", "there is no cause 'x'; type a letter from a to c",
                "✓ That is it.", "✓ 0.", "lines(status=431)", "solutions/03-parser/ParserState.java:",
                "-     VALUE(\"field lines\"", "https://github.com/nodejs/node/issues/24692",
                "This fault comes again after 8 drills.")) {
            assertTrue(run.out().contains(said), () -> "no '" + said + "' in:\n" + run.out());
        }
        assertEquals(Map.of(FAULT, new Drilled(1, 8)), Progress.load(copy.course).drilled());
        Matcher log = LOG.matcher(run.out());
        assertTrue(log.find(), run.out());
        assertFalse(Files.exists(Path.of(log.group(1))), log.group(1));
    }

    @Test
    @Tag("nightly")
    @DisplayName("after a wrong answer the drill goes on, but the fault comes back soon; the end of input ends all")
    void missed() {
        CourseCopy copy = copy();
        String seed = "" + Solver.seed(copy.course, FAULT, 0);
        CourseCopy.Run wrong = drill(copy.root, List.of("handle", "a", "2", "a", "2", "b", "2", "c"), "--seed", seed);
        assertEquals(1, wrong.exitCode(), wrong.out() + wrong.err());
        for (String said : List.of("✗ It is at another stop.", "✗ The stop is right, the cause is another one.",
                "What the rule of that cause measures in this server now:\n  ✗ ", "✓ That is it.")) {
            assertTrue(wrong.out().contains(said), () -> "no '" + said + "' in:\n" + wrong.out());
        }
        assertEquals(Map.of(FAULT, new Drilled(0, 3)), Progress.load(copy.course).drilled());
        CourseCopy.Run ended = drill(copy.root, List.of("log"), "--seed", seed);
        assertEquals(1, ended.exitCode());
        assertFalse(ended.out().contains("cookies are larger"), ended.out());
        assertEquals(1, Progress.load(copy.course).drills());
    }

    @Test
    @Tag("nightly")
    @DisplayName("a page's drill ends with its tab and with the studio, and its server with it; what was found is kept")
    void page() {
        CourseCopy copy = copy();
        Map<String, Object> wish = Map.of("seed", Solver.seed(copy.course, FAULT, 3));
        List<JsonNode> servers = new ArrayList<>();
        try (StudioClient studio = new StudioClient();
                DrillRoutes drills = new DrillRoutes(copy.course, studio.streams)) {
            drills.addTo(studio.server);
            assertEquals("the seed is -1; give the number that a drill has shown",
                    studio.call("POST", "/api/drill/begin", Map.of("seed", -1)).refusal());
            try (Lines news = studio.job("/api/drill/begin", wish)) {
                servers.add(news.await(each -> each.has("ready")).path("ready"));
                Map<String, Object> drill = Map.of("id", news.of());
                assertTrue(studio.post("/api/drill/metrics", drill)
                        .path("metrics")
                        .asText()
                        .contains("http_workers_busy"));
                assertTrue(look(studio, news, "log").contains("431 x"));
                assertTrue(look(studio, news, "$ seq 5000; sleep 99").endsWith("\n(it was ended after 20 s)"));
                assertEquals("there is no look or stop 'reboot'; type help for the looks, or a stop from 1 to 7",
                        studio.call("POST", "/api/drill/look", with(news, "line", "reboot")).refusal());
                assertEquals("a fault is not named yet; name it, or give up",
                        studio.call("POST", "/api/drill/decisions", drill).refusal());
                JsonNode answer =
                        studio.post("/api/drill/answer", Map.of("id", news.of(), "stop", "parse", "cause", 2));
                assertTrue(answer.path("right").asBoolean(), answer::toString);
                JsonNode decision = studio.post("/api/drill/decisions", drill).path(0);
                assertEquals("PARSE 8", decision.path("stop").asText() + " " + decision.path("again"));
                assertEquals(1, studio.get("/api/drill").path("done").asInt());
            }
            awaitEnd(servers.getLast());
            Lines second = studio.job("/api/drill/begin", wish);
            servers.add(second.await(each -> each.has("ready")).path("ready"));
        }
        awaitEnd(servers.getLast());
        assertFalse(Files.exists(Path.of(servers.getLast().path("log").asText()).getParent().getParent()));
    }

    private static Map<String, Object> with(Lines news, String name, String value) {
        return Map.of("id", news.of(), name, value);
    }

    private static String look(StudioClient studio, Lines news, String line) {
        return studio.post("/api/drill/look", with(news, "line", line))
                .path("lines")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n"));
    }

    private static void awaitEnd(JsonNode server) {
        Wrapper.await("the server has ended", () -> ProcessHandle.of(server.path("pid").asLong())
                .filter(ProcessHandle::isAlive)
                .isEmpty() && !Files.exists(Path.of(server.path("log").asText())));
    }

    @Test
    @DisplayName("each fault is a change of one place in the reference; three per stop")
    void faults() {
        Course course = Course.here();
        List<Integer> counts = DataFolder.read(course.root().resolve("docs/drills/faults"),
                new TypeReference<Map<String, Map<String, Object>>>() {}, (stop, faults) -> {
                    faults.forEach((name, fault) -> assertFits(course, stop + " " + name, fault));
                    return faults.size();
                }, "");
        assertEquals(Collections.nCopies(7, 3), counts);
    }

    private static void assertFits(Course course, String name, Map<String, Object> fault) {
        String file = (String) fault.get("file");
        List<Path> sources = course.all()
                .stream()
                .map(lab -> lab.reference().resolve(file))
                .filter(Files::exists)
                .toList();
        assertEquals(1, sources.size(), name + " changes " + file);
        String source = CourseCopy.content(sources.getFirst());
        assertEquals(1, new Passage((String) fault.get("replace")).in(source).size(), name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--stop=8 | --stop is 8; give a number from 1 to 7, or a name: accept, parse",
            "--seed=x | --seed",
            "--seed=-1 | --seed is -1; give the number that a drill has printed",
            "--sed=1 | did you mean",
    })
    @DisplayName("a wrong flag")
    void flags(String flag, String said) {
        CourseCopy.Run run = drill(Course.here().root(), List.of(), flag);
        assertEquals(2, run.exitCode(), run::err);
        assertTrue(run.err().contains(said), run::err);
        assertEquals(1, run.err().lines().count(), run::err);
    }
}
