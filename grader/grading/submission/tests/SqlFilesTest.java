package grader.grading.submission.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Change;
import grader.core.starter.Starter;
import grader.grading.submission.Sources;
import grader.grading.submission.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a submission has in SQL: not compiled, not required, and not begun until a section of it has changed. */
class SqlFilesTest {

    private static final Lab LAB = Course.here().lab("lab10");

    @TempDir
    private Path folder;

    private Submission staged() throws IOException {
        try (var files = Files.list(LAB.own())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return Submission.stage(LAB, lab -> lab.equals(LAB) ? folder : lab.reference());
    }

    @Test
    @DisplayName("a section of the starter is what the lines marked --| say, and no starter has these")
    void starter() throws IOException {
        String reference = Files.readString(LAB.reference().resolve("puzzles.sql"));
        String starter = Starter.of(LAB).get("puzzles.sql");
        assertTrue(reference.contains("\n--| WHERE LEFT(id, 5) = 'o1999';") && reference.contains("LIKE 'o1999%'"));
        assertTrue(starter.contains("\nWHERE LEFT(id, 5) = 'o1999';\n"));
        assertFalse(starter.contains("--|") || starter.contains("LIKE 'o1999%'"), starter);
        assertFalse(Starter.reference(LAB).get("puzzles.sql").contains("--|"));
    }

    @Test
    @DisplayName("a submission that is older than the file is staged without it")
    void older() throws IOException {
        staged();
        Files.delete(folder.resolve("puzzles.sql"));
        Submission older = Submission.stage(LAB, lab -> lab.equals(LAB) ? folder : lab.reference());
        assertTrue(older.sections().keySet().stream().noneMatch(name -> name.endsWith("/puzzles.sql")));
        Sources sources = Sources.of(older, LAB);
        assertFalse(sources.isUnwritten("puzzles"));
        assertTrue(sources.isMissing("puzzles"));
        assertFalse(sources.isMissing("anomalies") || sources.isMissing("pool"));
    }

    @Test
    @DisplayName("a task is not written as long as all of its sections are as given")
    void given() throws IOException {
        Submission starter = staged();
        assertTrue(Sources.of(starter, LAB).isUnwritten("puzzles"));
        assertTrue(Sources.of(starter, LAB).place("puzzles").matches(".*/puzzles\\.sql:\\d+"));
        Submission begun =
                starter.with(new Change("puzzles.sql", "WHERE LEFT(id, 5) = 'o1999'", "WHERE id LIKE 'o1999%'"));
        assertEquals(starter.sources(), begun.sources());
        assertFalse(Sources.of(begun, LAB).isUnwritten("puzzles"));
    }

    @Test
    @DisplayName("Windows' line ends change nothing")
    void windows() throws IOException {
        Submission starter = staged();
        String name =
                starter.sections().keySet().stream().filter(each -> each.endsWith("/puzzles.sql")).findFirst().get();
        Submission saved = starter.with(name, starter.sections().get(name).replace("\n", "\r\n"));
        assertTrue(Sources.of(saved, LAB).isUnwritten("puzzles"));
    }
}
