package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.tests.LivePages.Running;
import grader.clients.http.Await;
import grader.clients.http.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that never end, print without end, end their process or take all of its memory: the next cell runs. */
@Tag("nightly")
class StudioCellLimitsTest extends OnLiveCells {

    @Test
    @DisplayName("an endless loop can be stopped")
    void endless() {
        try (Running running = pages.begin("page", "free", "IO.println(\"begun\");\nwhile (true) {}")) {
            running.prints("begun");
            pages.stop("page");
            String end = running.end();
            assertTrue(end.startsWith("out: begun\nerror: stopped: you pressed Stop"), end);
            assertTrue(running.said("failed").asBoolean());
        }
        assertHealthy();
    }

    @Test
    @DisplayName("a stop that comes when the cell has hardly begun is heard, too")
    void stopsAtOnce() {
        for (int i = 0; i < 5; i++) {
            try (Running running = pages.begin("page", "free", "while (true) {}")) {
                pages.stop("page");
                assertTrue(running.end().startsWith("error: stopped"));
            }
        }
        assertHealthy();
    }

    @Test
    @DisplayName("a stop touches neither the next cell nor an earlier one")
    void stopsNoOther() {
        pages.stop("page");
        assertHealthy();
        pages.stop("page");
        assertEquals("value: 3", run("1 + 2"));
        pages.stop("second");
        assertHealthy();
    }

    @Test
    @DisplayName("a cell that ends its process is told; what was declared is gone, and the next cell runs")
    void exits() {
        assertEquals("", pages.run("page", "base", "int base = 20;"));
        assertTrue(pages.cell("page", "base").path("ran").asBoolean());
        try (Running running = pages.begin("page", "free", "System.exit(0);")) {
            assertEquals("error: the program ended itself, with exit code 0; what was declared before is gone",
                    running.end());
            assertEquals("lost", running.said("state").asText());
        }
        assertEquals("lost", pages.state("page"));
        assertFalse(pages.cell("page", "base").path("ran").asBoolean());
        assertTrue(run("base").contains("cannot find symbol"));
        assertHealthy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IO.println(\"more\");"})
    @DisplayName("a reader who leaves stops the cell")
    void readerLeaves(String inLoop) {
        Running running = pages.begin("page", "free", "IO.println(\"begun\");\nwhile (true) {" + inLoop + "}");
        running.prints("begun");
        running.close();
        assertTrue(Await.comesTrue(Limits.START.multipliedBy(8), () -> !pages.state("page").equals("busy")));
        assertTrue(pages.cell("page", "free")
                .path("last")
                .toString()
                .contains("stopped: its page was closed, left or loaded again"));
        assertHealthy();
    }

    @Test
    @DisplayName("a folder that a cell deletes harms neither the next cell nor the next process")
    void deletedFolder() throws IOException {
        String folder = run("IO.println(Path.of(\"\").toAbsolutePath());").substring("out: ".length());
        assertEquals("", run("Files.delete(Path.of(\"\").toAbsolutePath());"));
        assertFalse(Files.exists(Path.of(folder)));
        assertEquals("value: 2", run("1 + 1"));
        assertTrue(run("System.exit(0);").contains("exit code 0"));
        String next = run("1 + 1");
        assertTrue(next.equals("value: 2") || next.startsWith("problem: "), next);
        assertHealthy();
    }
}
