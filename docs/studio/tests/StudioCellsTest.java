package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.tests.LivePages.Running;
import docs.studio.tests.StudioClient.Answer;
import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.core.course.Course;
import grader.proofs.testing.CourseCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells as a page runs them. */
@Tag("nightly")
class StudioCellsTest extends OnLiveCells {

    @Test
    @DisplayName("what a cell prints arrives while it runs, a line that is not whole, too")
    void printsWhileItRuns() throws IOException {
        Path goOn = root.resolve("go-on");
        try (Running running = pages.begin("page", "free", """
                System.err.println("told");
                IO.print("half");
                while (!Files.exists(Path.of("%s"))) {
                    Thread.sleep(5);
                }
                IO.println(" a line");
                7""".formatted(goOn))) {
            running.prints("\"half\"");
            assertEquals("busy", pages.state("page"));
            Files.writeString(goOn, "");
            assertEquals("err: told\nout: half a line\nvalue: 7", sorted(running.end()));
            assertFalse(running.said("failed").asBoolean());
            assertEquals("ready", running.said("state").asText());
        }
    }

    /** Two streams arrive in any order. */
    private static String sorted(String lines) {
        return String.join("\n", lines.lines().sorted((a, b) -> a.startsWith("value") ? 1 : a.compareTo(b)).toList());
    }

    @Test
    @DisplayName("an error names its line, and the cell has failed")
    void errors() {
        try (Running running = pages.begin("page", "free", "int i = 0;\n\nint j = 1 / i;")) {
            assertEquals("error: java.lang.ArithmeticException: / by zero\nerror:     at line 3", running.end());
            assertTrue(running.said("failed").asBoolean());
            assertEquals("ready", running.said("state").asText());
        }
    }

    @Test
    @DisplayName("the page is told which cells a cell builds on, and which have run as they are now")
    void needs() {
        JsonNode sum = pages.cell("page", "sum");
        assertEquals("[\"base\"]", sum.path("needs").toString());
        assertEquals("int sum = base + 1;\nsum", sum.path("code").asText());
        assertEquals("", pages.run("page", "base", "int base = 20;"));
        assertEquals("value: 21", pages.run("page", "sum", sum.path("code").asText()));
        assertTrue(pages.cell("page", "sum").path("ran").asBoolean());
        pages.keep("page", "sum", "int sum = 3;");
        assertFalse(pages.cell("page", "sum").path("ran").asBoolean());
        pages.keep("page", "sum", "int sum = base + 1;\nsum");
        assertTrue(pages.cell("page", "sum").path("ran").asBoolean());
    }

    @Test
    @DisplayName("edits are kept in the checkout, over a new start, and gone when the cell is as its page has it")
    void keptEdits(@TempDir Path folder) throws IOException {
        Course course = course(folder);
        Path file = folder.resolve("labs/.cells/page/free.java");
        String edited = "IO.println(\"ä \\u0001 €\");\r\n// no end of line";
        try (LivePages first = new LivePages(course)) {
            assertEquals("", first.cell("page", "free").path("now").path("hash").asText());
            first.keep("page", "free", edited);
            assertEquals(edited, Files.readString(file));
        }
        try (LivePages second = new LivePages(course)) {
            assertEquals(edited, second.cell("page", "free").path("now").path("text").asText());
            assertEquals("int base = 20;", second.cell("page", "base").path("now").path("text").asText());
            assertEquals("value: 5", second.run("page", "base", "5"));
            second.keep("page", "free", "IO.println(\"free\");");
            assertEquals("", second.cell("page", "free").path("now").path("hash").asText());
            assertFalse(Files.exists(file));
            Files.delete(folder.resolve("labs/.cells/page/base.java"));
            Files.delete(folder.resolve("labs/.cells/page"));
            Files.delete(folder.resolve("labs/.cells"));
            assertEquals("", second.cell("page", "base").path("now").path("hash").asText(),
                    "a folder that is gone is no harm");
            assertEquals("value: 6", second.run("page", "base", "6"));
        }
    }

    @Test
    @DisplayName("of two tabs with the same cell, the second one to save is told what the first has saved")
    void twoTabs() {
        String page = "fourth";
        String first = pages.keep(page, "sum", "1", "").path("hash").asText();
        for (String other : List.of("2", "int sum = base + 1;\nsum")) {        // an edit, and a reset
            JsonNode refused = pages.keep(page, "sum", other, "");
            assertTrue(refused.path("conflict").asBoolean());
            assertEquals("1", refused.path("text").asText());
            assertEquals(first, refused.path("hash").asText());
            assertEquals("1", pages.cell(page, "sum").path("now").path("text").asText());
        }
        assertEquals(first, pages.keep(page, "sum", "1", "").path("hash").asText(), "the same text is no conflict");
        assertFalse(pages.keep(page, "sum", "int sum = base + 1;\nsum", first).path("conflict").asBoolean());
        JsonNode late = pages.keep(page, "sum", "3", first);
        assertTrue(late.path("conflict").asBoolean(), "the other tab has reset the cell");
        assertEquals("int sum = base + 1;\nsum", late.path("text").asText());
        assertEquals("", late.path("hash").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../x", "..", "", ".", "/etc/passwd", "none", "page.adoc", "pages/page", "Page", "page/../page",
                    "page\\u0000", "../../docs/pages/page"})
    @DisplayName("a page or a cell that there is not is refused, and nothing is read or written")
    void unknownNames(String name) throws IOException {
        for (Map<String, String> body : List.of(Map.of("page", name, "cell", "free", "code", "1", "text", "1"),
                Map.of("page", "page", "cell", name, "code", "1", "text", "1"))) {
            for (String route : List.of("POST /api/cells/run", "PUT /api/cells/code")) {
                Answer response = pages.call(route.split(" ")[0], route.split(" ")[1], body);
                assertEquals(400, response.status());
                assertTrue(
                        response.text()
                                .matches("(?s)(there is no page |the page page has no cell ).*; reload the page\n"),
                        response.text());
            }
        }
        Map<String, String> body = Map.of("page", name, "code", "1");
        for (String route : List.of("start", "stop", "restart", "refresh", "complete", "documentation")) {
            assertEquals(400, pages.call("POST", "/api/cells/" + route, body).status(), route);
        }
        try (Stream<Path> files = Files.walk(root)) {
            assertEquals(List.of(), files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file
                            .matches("docs/pages/\\w+\\.adoc|go-on|labs/\\.cells/page/(base|sum|free)\\.java"))
                    .toList());
        }
    }

    @Test
    @DisplayName("a request that lacks something is told")
    void incomplete() {
        List<Map<String, Object>> bodies = List.of(Map.of(), Map.of("page", 5), Map.of("page", "page"),
                Map.of("page", "page", "cell", "free"), Map.of("page", "page", "cell", "free", "code", List.of()));
        for (Map<String, Object> body : bodies) {
            Answer response = pages.call("POST", "/api/cells/run", body);
            assertEquals(400, response.status());
            assertTrue(response.text().startsWith("the request has no text called "), response.text());
        }
        assertEquals("{\"state\":\"\",\"session\":0,\"classes\":null,\"cells\":[]}",
                pages.get("/api/cells?page=words").toString());
    }

    @Test
    @DisplayName("completion and documentation are jshell's")
    void completion() {
        assertHealthy();
        assertEquals("", run("record Point(int across, int down) {}\nvar here = new Point(3, 4);"));
        JsonNode found = complete("int one = 1;\nhere.acr", 1);
        assertEquals("[\"across()\"]", found.path("options").toString());
        assertEquals("int one = 1;\nhere.".length(), found.path("from").asInt());
        assertTrue(complete("List.o", 0).path("options").toString().contains("\"of(\""));
        assertEquals("[]", complete("here.nothing", 0).path("options").toString());
        JsonNode documentation = pages.post("/api/cells/documentation",
                Map.of("page", "page", "code", "Math.max(", "cursor", 9));
        assertTrue(documentation.toString().contains("int Math.max(int a, int b)"), documentation::toString);
    }

    /** @param more what comes after the code, with which the cursor does not count */
    private JsonNode complete(String code, int more) {
        return pages.post("/api/cells/complete",
                Map.of("page", "page", "code", code + " ".repeat(more), "cursor", code.length()));
    }

    @Test
    @DisplayName("a cursor that is nowhere in the code is no harm")
    void cursors() {
        assertHealthy();
        for (Object cursor : List.of(-5, 1_000, "x", 2.5)) {
            JsonNode found = pages.post("/api/cells/complete", Map.of("page", "page", "code", "Lis", "cursor", cursor));
            assertTrue(found.path("options").isArray());
        }
    }

    @Test
    @DisplayName("while a cell runs there is no completion, and no one waits for one")
    void completionWhileBusy() {
        try (Running running = pages.begin("page", "free", "IO.println(\"begun\");\nwhile (true) {}")) {
            running.prints("begun");
            assertEquals("[]", complete("List.o", 0).path("options").toString());
            assertEquals("[]", pages.get("/api/cells/variables?page=page").toString());
            pages.stop("page");
            running.end();
        }
    }

    @Test
    @DisplayName("variables are shown with type and value, cut where they are long")
    void variables() {
        pages.post("/api/cells/restart", Map.of("page", "page"));
        assertEquals("value: 5", run("""
                int count = 3;
                var name = "a";
                record Point(int x) {}
                var point = new Point(4);
                String full = "x".repeat(5_000);
                2 + 3"""));
        JsonNode all = pages.get("/api/cells/variables?page=page");
        assertEquals("[\"count\", \"name\", \"point\", \"full\"]",
                all.findValues("name").toString());
        assertEquals("[\"int\", \"String\", \"Point\", \"String\"]", all.findValues("type").toString());
        List<String> values = all.findValuesAsText("value");
        assertEquals(List.of("3", "\"a\"", "Point[x=4]"), values.subList(0, 3));
        assertTrue(values.get(3).length() < 300 && values.get(3).endsWith("…"), values.get(3));
    }

    @Test
    @DisplayName("a restart forgets what was declared, and ends the cell that runs and those that wait")
    void restart(@TempDir Path folder) throws IOException {
        try (LivePages own = new LivePages(course(folder))) {
            own.run("page", "base", "int base = 20;");
            try (Running running = own.begin("page", "free", "IO.println(\"begun\");\nwhile (true) {}");
                    Running waiting = begunAfter(running, own)) {
                own.post("/api/cells/restart", Map.of("page", "page"));
                assertTrue(running.end().contains("stopped"));
                assertTrue(waiting.end().startsWith("problem: the cells were restarted"));
            }
            assertFalse(own.cell("page", "base").path("ran").asBoolean());
            assertEquals("value: 2", own.run("page", "free", "1 + 1"));
        }
    }

    private static Running begunAfter(Running running, LivePages own) {
        running.prints("begun");
        return own.begin("page", "sum", "while (true) {}");
    }

    @Test
    @DisplayName("two pages have processes at a time: a third one takes the place of the one unused for longest")
    void twoSessions(@TempDir Path folder) throws IOException {
        try (LivePages own = new LivePages(course(folder))) {
            long first = pid(own, "page");
            long second = pid(own, "second");
            assertNotEquals(first, second);
            assertEquals(first, pid(own, "page"), "a page keeps its process");
            own.get("/api/cells?page=third");
            own.get("/api/cells/variables?page=third");
            own.stop("third");
            assertEquals(second, pid(own, "second"), "a request that only asks starts and ends nothing");
            pid(own, "third");
            endsSoon(first);
            assertEquals(second, pid(own, "second"));
            assertFalse(own.cell("page", "free").path("ran").asBoolean());
            assertNotEquals(first, pid(own, "page"));
        }
    }

    private static void endsSoon(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().orTimeout(120, TimeUnit.SECONDS).join());
    }

    private static long pid(LivePages pages, String page) {
        return Long.parseLong(pages.run(page, "free", "ProcessHandle.current().pid()").substring("value: ".length()));
    }

    @Test
    @DisplayName("the end of the studio is the end of all that cells have started, and of their folders")
    void close(@TempDir Path folder) throws IOException {
        LivePages own = new LivePages(course(folder));
        String[] lines;
        long other;
        try (own) {
            lines = own.run("page", "free", """
                    Process child = new ProcessBuilder("sleep", "600").start();
                    IO.println(ProcessHandle.current().pid());
                    IO.println(child.pid());
                    IO.println(Path.of("").toAbsolutePath());""").replace("out: ", "").split("\n");
            other = pid(own, "second");
            Running running = own.begin("second", "free", "IO.println(\"begun\");\nwhile (true) {}");
            running.prints("begun");
            own.state("second");
        }
        endsSoon(Long.parseLong(lines[0]));
        endsSoon(Long.parseLong(lines[1]));
        endsSoon(other);
        assertFalse(Files.exists(Path.of(lines[2])), lines[2]);
    }

    @Test
    @DisplayName("a studio that ends while cells start waits for them, and ends them")
    void closeWhileStarting(@TempDir Path folder) throws IOException {
        try (LivePages own = new LivePages(course(folder))) {
            assertEquals("starting", own.state("fourth"));
        }
        assertTrue(Await.comesTrue(Limits.PATIENCE, () -> Thread.getAllStackTraces()
                .keySet()
                .stream()
                .noneMatch(thread -> thread.getName().equals("cells of fourth"))));
    }

    @Test
    @DisplayName("a lab that does not compile is told at each run, until it does")
    void brokenLab(@TempDir Path folder) throws IOException {
        CourseCopy copy = new CourseCopy(folder);
        copy.write("docs/pages/lab01.adoc", TEXT);
        String right = copy.read("solutions/01-sockets/Listener.java");
        copy.write("solutions/01-sockets/Listener.java", "class Listener {");
        try (LivePages own = new LivePages(copy.course)) {
            assertTrue(own.run("lab01", "free", "1 + 1").startsWith("problem: "));
            assertTrue(Await.comesTrue(Limits.START.multipliedBy(8), () -> own.state("lab01").equals("lost")));
            assertTrue(own.run("lab01", "free", "1 + 1").startsWith("problem: "));
            copy.write("solutions/01-sockets/Listener.java", right);
            assertEquals("value: 2", own.run("lab01", "free", "1 + 1"));
        }
    }
}
