package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import docs.site.cells.Recorder;
import docs.studio.tests.LivePages.Running;
import docs.studio.tests.StudioClient.Answer;
import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.core.files.Folders;
import grader.proofs.testing.CourseCopy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cells of a lab's page use the learner's own classes, where that is chosen. Each test has its own checkout. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StudioOwnClassesTest {

    private static final String TEXT = """
            = A lab

            [source%live,java,id=base]
            ----
            int base = 20;
            ----

            [source%live,java,id=free]
            ----
            1 + 1
            ----
            """;
    private static final String MINE = "labs/01-sockets/Mine.java";

    private CourseCopy copy;
    private LivePages pages;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        copy = new CourseCopy(folder, 2);
        copy.write("docs/pages/lab01.adoc", TEXT);
        copy.write("docs/pages/lab02.adoc", TEXT);
        copy.write("docs/pages/page.adoc", TEXT);
        mine(1);
        pages = new LivePages(copy.course);
    }

    @AfterEach
    void stop() {
        pages.close();
    }

    /** The learner writes a type. */
    private void mine(int number) {
        copy.write(MINE, "final class Mine {\n    static int number() {\n        return " + number + ";\n    }\n}\n");
    }

    private Answer choose(String page, String classes) {
        return pages.call("PUT", "/api/cells/classes", Map.of("page", page, "classes", classes));
    }

    private JsonNode state(String page) {
        return state(page, state -> !state.isEmpty());
    }

    private JsonNode state(String page, Predicate<JsonNode> wanted) {
        try (StudioClient.Lines states = pages.look("cells", page)) {
            return states.await(wanted);
        }
    }

    private JsonNode refresh() {
        return pages.post("/api/cells/refresh", Map.of("page", "lab01"));
    }

    private String run(String code) {
        return pages.run("lab01", "free", code);
    }

    @Test
    @DisplayName("cells use the reference's classes, until mine are chosen, and then again")
    void switches() {
        assertEquals("reference", pages.get("/api/cells?page=lab01").path("classes").asText());
        String bind = "Listener.bind(new ServerSocket(), \"127.0.0.1\", 0, 5).host()";
        assertEquals("value: \"127.0.0.1\"", run(bind));
        assertTrue(run("Mine.number()").contains("cannot find symbol"));
        assertEquals("", run("int before = 5;"));

        assertEquals(200, choose("lab01", "mine").status());
        assertEquals("mine", pages.get("/api/cells?page=lab01").path("classes").asText());
        assertEquals("mine", state("lab01").path("classes").asText());
        assertEquals("value: 1", run("Mine.number()"));
        String open = run(bind);
        assertTrue(open.contains("task bind is not written yet: "), open);
        assertTrue(run("before").contains("cannot find symbol"), "the session was restarted");

        assertEquals(200, choose("lab01", "reference").status());
        assertTrue(run("Mine.number()").contains("cannot find symbol"));
        assertEquals("reference", state("lab01").path("classes").asText());
    }

    @Test
    @DisplayName("the classes of the labs before are the learner's, too, and another page keeps the reference's")
    void earlierLabs() {
        copy.write("labs/02-accept-queue/Later.java",
                "record Later(int number) { static Later of() { return new Later(Mine.number() + 1); } }\n");
        choose("lab02", "mine");
        assertEquals("value: Later[number=2]", pages.run("lab02", "free", "Later.of()"));
        assertTrue(run("Mine.number()").contains("cannot find symbol"));
    }

    @Test
    @DisplayName("a choice is kept over a new start")
    void kept() throws IOException {
        choose("lab01", "mine");
        assertTrue(copy.exists("labs/.cells/lab01/classes"));
        pages.close();
        pages = new LivePages(copy.course);
        assertEquals("mine", pages.get("/api/cells?page=lab01").path("classes").asText());
        assertEquals("value: 1", run("Mine.number()"));
        copy.delete("labs/.cells/lab01/classes");
        refresh();
        assertTrue(run("Mine.number()").contains("cannot find symbol"), "what was deleted is chosen no more");
        choose("lab01", "mine");
        choose("lab01", "reference");
        assertFalse(copy.exists("labs/.cells/lab01/classes"));
    }

    @Test
    @DisplayName("a choice that there is not is refused, and nothing is kept or ended")
    void refused() {
        assertEquals("", run("int before = 5;"));
        assertEquals("there are no classes called theirs; choose reference or mine\n",
                choose("lab01", "theirs").text());
        assertEquals("the page page has no lab, so its cells use no classes of one; reload the page\n",
                choose("page", "mine").text());
        assertEquals(400, choose("../lab01", "mine").status());
        assertEquals(400, pages.call("PUT", "/api/cells/classes", Map.of("page", "lab01")).status());
        assertEquals(404, pages.call("GET", "/api/cells/classes?page=lab01&classes=mine", Map.of()).status());
        assertTrue(pages.get("/api/cells?page=page").path("classes").isNull());
        assertEquals("value: 5", run("before"));
        assertFalse(copy.exists("labs/.cells/lab01/classes"));
    }

    @Test
    @DisplayName("classes that do not compile are told of with file, line and javac's words, until they do")
    void compileErrors() {
        copy.write(MINE, "final class Mine {\n    static int number() {\n        return one;\n    }\n}\n");
        choose("lab01", "mine");
        String place = copy.root.resolve(MINE) + ":3: cannot find symbol";
        String said = run("1 + 1");
        assertTrue(said.startsWith("problem: your classes do not compile: " + place), said);
        assertTrue(said.endsWith("; fix it and run the cell again, or choose the reference's classes"), said);
        assertFalse(said.contains("\tat ") || said.contains("Exception") || said.contains("REPL"), said);
        JsonNode told = state("lab01");
        assertEquals("lost", told.path("state").asText());
        assertTrue(told.path("problem").asText().contains(place), told::toString);
        assertFalse(told.path("changed").asBoolean());

        refresh();
        assertTrue(run("1 + 1").contains(place), "they are the same");
        mine(7);
        state("lab01", state -> state.path("changed").asBoolean());
        assertTrue(refresh().path("problem").isNull());
        assertEquals("value: 7", run("Mine.number()"));
        assertTrue(state("lab01").path("problem").isNull());
    }

    @Test
    @DisplayName("a lab's folder that is missing is told of")
    void missing() throws IOException {
        choose("lab01", "mine");
        assertEquals("value: 1", run("Mine.number()"));
        Folders.delete(copy.course.lab("lab01").own());
        state("lab01", state -> state.path("changed").asBoolean());
        refresh();
        String said = run("1 + 1");
        assertTrue(said.startsWith("problem: ") && said.contains("labs/01-sockets"), said);
    }

    @Test
    @DisplayName("a saved file is noticed; cells go on with the old classes until a run refreshes them")
    void changed() {
        assertEquals("", pages.run("lab01", "base", "int base = 20;"));
        mine(2);
        assertFalse(state("lab01").path("changed").asBoolean(), "the reference's are the same");
        choose("lab01", "mine");
        assertEquals("value: 2", run("int kept = 5;\nMine.number()"));
        JsonNode before = refresh();
        assertFalse(before.path("changed").asBoolean());
        assertEquals("value: 5", run("kept"), "nothing has changed, so nothing is restarted");

        mine(3);
        JsonNode now = state("lab01", state -> state.path("changed").asBoolean());
        assertEquals(before.path("session"), now.path("session"));
        assertEquals("value: 2", run("Mine.number()"));
        assertEquals("value: 5", run("kept"));

        assertNotEquals(before.path("session"), refresh().path("session"));
        assertEquals("value: 3", run("Mine.number()"));
        assertTrue(run("kept").contains("cannot find symbol"));
        assertFalse(state("lab01").path("changed").asBoolean());
    }

    @Test
    @DisplayName("a cell that runs is not ended because a file was saved")
    void busy() {
        choose("lab01", "mine");
        try (Running running = pages.begin("lab01", "free", "IO.println(\"begun\");\nwhile (true) {}")) {
            running.prints("begun");
            mine(2);
            JsonNode told = refresh();
            assertEquals("busy", told.path("state").asText());
            assertTrue(told.path("changed").asBoolean());
            pages.stop("lab01");
            assertTrue(running.end().contains("stopped: you pressed Stop"));
        }
        refresh();
        assertEquals("value: 2", run("Mine.number()"));
    }

    @Test
    @DisplayName("what cells come to is compared with the recording with the reference's classes alone")
    void comparison() {
        StringWriter told = new StringWriter();
        assertTrue(new Recorder(copy.course, new PrintWriter(told, true), cell -> {}).record(Optional.of("lab01")),
                told::toString);
        assertEquals("true", same());
        choose("lab01", "mine");
        assertEquals("null", same());
        choose("lab01", "reference");
        assertEquals("true", same());
    }

    private String same() {
        try (Running running = pages.begin("lab01", "free", "1 + 1")) {
            assertEquals("value: 2", running.end());
            return running.said("same").toString();
        }
    }

    @Test
    @DisplayName("asking how the cells are starts none")
    void asking() {
        JsonNode none = state("lab01");
        assertEquals("resting", none.path("state").asText());
        assertEquals(0, none.path("session").asInt());
        assertEquals(0, pages.get("/api/cells?page=lab01").path("session").asInt());
        assertEquals(1, refresh().path("session").asInt());
        assertTrue(Await.comesTrue(Limits.START.multipliedBy(8), () -> pages.state("lab01").equals("ready")));
        assertEquals(1, pages.get("/api/cells?page=lab01").path("session").asInt());
    }
}
