package grader.grading.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Transcript;
import grader.core.console.UserError;
import grader.grading.server.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a check gives to its servers: there as long as the check lasts, and told in its transcript. */
class TextFilesTest {

    @TempDir
    Path folder;

    private final Transcript transcript = new Transcript();

    @Test
    void areThereInUtf8UntilTheCheckEnds() throws IOException {
        Path first;
        try (TextFiles files = new TextFiles(folder, transcript)) {
            first = Path.of(files.write("GET /café\n"));
            Path second = Path.of(files.write(""));
            assertTrue(first.isAbsolute() && first.startsWith(folder), first::toString);
            assertNotEquals(first, second);
            assertEquals("GET /café\n", Files.readString(first));
            assertEquals(0, Files.size(second));
        }
        assertFalse(Files.exists(first));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void areToldShortened() {
        try (TextFiles files = new TextFiles(folder, transcript)) {
            String name = files.write("# é\n" + "GET /" + "x".repeat(500) + "\n" + "GET /y\n".repeat(100));
            String empty = files.write("");
            assertEquals(2, transcript.steps().size());
            List<String> lines = transcript.steps().getFirst().lines();
            assertEquals(List.of("write " + name, "# \\xc3\\xa9\\n"), lines.subList(0, 2));
            assertTrue(lines.get(2).startsWith("GET /xxx") && lines.get(2).contains("…506 bytes in all…"),
                    lines.get(2));
            assertEquals(List.of("… 90 more lines", "GET /y\\n"), lines.subList(7, 9));
            assertEquals(List.of("write " + empty, "(nothing)"), transcript.steps().getLast().lines());
        }
    }

    @Test
    void thatCannotBeWrittenAreAProblemOfThisMachine() {
        try (TextFiles files = new TextFiles(folder.resolve("missing"), transcript)) {
            UserError problem = assertThrows(UserError.class, () -> files.write("text"));
            assertTrue(problem.getMessage().startsWith("writing a file for the server failed: "), problem.getMessage());
        }
    }
}
