package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.clients.http.RawConnection;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.Wrapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a studio in the middle of its work: a grading, a server, and a cell that does not end. */
@Tag("nightly")
class StudioKilledTest {

    private static final String OWN = "labs/01-sockets/Listener.java";
    private static final String TAB = "0123456789abcdef";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path root;

    private CourseCopy copy;

    @BeforeEach
    void makeCheckout() {
        copy = new CourseCopy(root);
        copy.solve("lab01");
        copy.write("docs/pages/page.adoc", """
                = Page

                [source%live,java,id=loop]
                ----
                IO.println("begun");
                ----
                """);
        copy.jbang("lab01) sleep 604 & echo 'lab01 listening on http://127.0.0.1:1'; wait ;;");
        copy.write("build/site/index.html", "<html><head></head><body>The index</body></html>");
        copy.write("build/site/.studio", "built");
    }

    private static String json(Map<String, ?> body) {
        return JSON.valueToTree(body).toString();
    }

    @Test
    @DisplayName("nothing of the learner's is lost, no process is left, and the next start says what was being graded")
    void killed() throws Exception {
        List<ProcessHandle> all;
        try (StartedStudio studio = new StartedStudio(root)) {
            Caller page = studio.page();
            assertFalse(studio.said.toString().contains("killed"), studio.said::toString);
            String base = JSON.readTree(page.get("/api/lab/file?lab=lab01&file=Listener.java").body())
                    .path("hash")
                    .asText();
            String mine = copy.read(OWN) + "// mine\n";
            assertEquals(200, page.call("PUT", "/api/lab/file",
                    json(Map.of("lab", "lab01", "file", "Listener.java", "text", mine, "base", base))).status());
            page.post("/api/lab/run", json(Map.of("lab", "lab01")));
            try (RawConnection _ = page.openTab(TAB)) {
                String endless = "while (true) {}";
                assertEquals(200, page.call("PUT", "/api/cells/code",
                        json(Map.of("page", "page", "cell", "loop", "text", endless, "base", ""))).status());
                assertEquals(200, page.post("/api/cells/run", json(
                        Map.of("page", "page", "cell", "loop", "code", endless, "tab", TAB, "id", TAB + "1")))
                        .status());
                assertEquals(200,
                        page.post("/api/grade", json(Map.of("lab", "lab01", "tab", TAB, "id", TAB + "2"))).status());
                Wrapper.await("the graded server", () -> studio.process.descendants().anyMatch(this::isGraded));
                Wrapper.await("the cell and the server", () -> studio.process.descendants().count() > 4);
                all = studio.process.descendants().toList();
                studio.process.destroyForcibly().waitFor();
            }
            assertTrue(all.size() > 4, all::toString);
            Wrapper.await("all are gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
            assertEquals(mine, copy.read(OWN));
            assertEquals("while (true) {}", copy.read("labs/.cells/page/loop.java"));
        }
        try (StartedStudio next = new StartedStudio(root)) {
            next.link();
            assertEquals("The last studio was killed while lab01 was being graded: grade it again. "
                    + "Your files and cells are as you left them.", next.said.getFirst());
            next.process.destroy();
            next.process.waitFor();
        }
        try (StartedStudio third = new StartedStudio(root)) {
            third.link();
            assertFalse(third.said.toString().contains("killed"), third.said::toString);
        }
    }

    /** The grader copies what it grades to a folder of its own. */
    private boolean isGraded(ProcessHandle process) {
        return Stream.of(process.info().arguments().orElse(new String[0]))
                .anyMatch(argument -> argument.contains("/inside-the-server-"));
    }

    @Test
    @DisplayName("a studio that ends by Ctrl+C leaves no word of the grading that it has ended")
    void ended() throws Exception {
        try (StartedStudio studio = new StartedStudio(root)) {
            Caller page = studio.page();
            try (RawConnection _ = page.openTab(TAB)) {
                page.post("/api/grade", json(Map.of("lab", "lab01", "tab", TAB, "id", TAB + "1")));
                Wrapper.await("a grading", () -> copy.exists("labs/.studio/grading"));
                studio.process.destroy();
                assertEquals(143, studio.process.waitFor());
            }
        }
        assertFalse(copy.exists("labs/.studio/grading"));
        try (StartedStudio next = new StartedStudio(root)) {
            next.link();
            assertFalse(next.said.toString().contains("killed"), next.said::toString);
        }
    }
}
