package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.tests.LivePages.Running;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** `serverPort()` in cells: where the learner's server listens. The tests share a page, in any order. */
@Tag("nightly")
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StudioServerPortTest {

    @TempDir
    static Path root;

    private static Path file;
    private static LivePages pages;

    @BeforeAll
    static void start() throws IOException {
        Path checkout = root.resolve("a \"checkout\" of \\u0041");
        Files.createDirectories(checkout.resolve("solutions"));
        Files.createDirectories(checkout.resolve("docs/pages"));
        Files.writeString(checkout.resolve("docs/pages/page.adoc"), """
                = A page

                [source%live,java,id=free]
                ----
                1
                ----
                """);
        file = checkout.resolve("labs/.studio/server-port");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "1234\n");
        pages = new LivePages(new Course(checkout));
        assertFalse(Files.exists(file), "what a studio that was killed has left is gone");
    }

    @AfterAll
    static void stop() {
        pages.close();
    }

    @BeforeEach
    void noServer() {
        pages.serverPort(0);
    }

    private static String run(String code) {
        return pages.run("page", "free", code);
    }

    @Test
    @DisplayName("it is 0 without a server, and the port while one listens")
    void startsAndStops() {
        assertEquals("value: 0", run("serverPort()"));
        pages.serverPort(4711);
        assertEquals("value: 4711", run("serverPort()"));
        pages.serverPort(4712);
        assertEquals("value: 4713", run("int next = serverPort() + 1;\nnext"));
        pages.serverPort(0);
        assertEquals("value: 0", run("serverPort()"));
    }

    @Test
    @DisplayName("a cell can wait for a server to start")
    void waits() {
        try (Running running = pages.begin("page", "free", """
                IO.println("port " + serverPort());
                for (int i = 0; i < 6_000 && serverPort() == 0; i++) {
                    Thread.sleep(5);
                }
                serverPort()""")) {
            running.prints("port 0");
            pages.serverPort(8080);
            assertEquals("out: port 0\nvalue: 8080", running.end());
        }
    }

    @Test
    @DisplayName("it is there again after a cell has ended the process, and after a restart")
    void freshProcess() {
        pages.serverPort(4711);
        assertTrue(run("System.exit(0);").contains("exit code 0"));
        assertEquals("value: 4711", run("serverPort()"));
        pages.post("/api/cells/restart", Map.of("page", "page"));
        assertEquals("value: 4711", run("serverPort()"));
    }

    @Test
    @DisplayName("completion shows it before a cell has run, and no panel of variables does")
    void completion() {
        pages.post("/api/cells/restart", Map.of("page", "page"));
        assertEquals("", run(""));
        JsonNode found =
                pages.post("/api/cells/complete",
                        Map.of("page", "page", "code", "new Socket(\"\", serv", "cursor", 19));
        assertEquals("[\"serverPort()\"]", found.path("options").toString());
        JsonNode said = pages.post("/api/cells/documentation",
                Map.of("page", "page", "code", "serverPort(", "cursor", 11));
        assertTrue(said.toString().contains("int serverPort()"), said::toString);
        assertEquals("[]", pages.get("/api/cells/variables?page=page").toString());
    }

    @Test
    @DisplayName("a cell may declare its own, and other names that it uses")
    void redeclared() {
        pages.serverPort(4711);
        assertEquals("value: 4711",
                run("class Files {}\nclass Path {}\nclass Integer {}\nclass IOException {}\nserverPort()"));
        assertEquals("value: 5", run("int serverPort() { return 5; }\nserverPort()"));
        assertEquals("value: 5", run("serverPort()"));
        pages.post("/api/cells/restart", Map.of("page", "page"));
        assertEquals("value: 4711", run("serverPort()"));
    }

    @Test
    @DisplayName("where its file cannot be written or read, cells run all the same")
    void unusableFile() throws IOException {
        Files.createDirectories(file.resolve("in the way"));
        try {
            pages.serverPort(4711);
            assertEquals("value: 0", run("serverPort()"));
        } finally {
            Files.delete(file.resolve("in the way"));
            Files.delete(file);
        }
    }
}
