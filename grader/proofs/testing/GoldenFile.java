package grader.proofs.testing;

import static org.junit.jupiter.api.Assertions.fail;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import grader.contributing.testrunner.Tables;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A text that is kept in grader/grading/engine/tests/golden/ and compared; `GOLDEN=write` in the environment writes it
 * again.
 */
public record GoldenFile(String name) {

    private static final boolean WRITE = "write".equals(System.getenv("GOLDEN"));
    private static final int CONTEXT = 3;

    public static Path folder() {
        return Course.here().root().resolve("grader/grading/engine/tests/golden");
    }

    public void expect(String text) throws IOException {
        Path file = folder().resolve(name);
        String kept = Files.exists(file) ? Files.readString(file) : "";
        if (kept.equals(text)) {
            return;
        }
        if (!WRITE) {
            fail(difference(name, kept, text)
                    + "\nIf that is what learners are to read: GOLDEN=write ./jbang verify --only GoldenFailures");
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Tables.add("golden files, written again: read them before you commit them", name, name);
    }

    /** Whole lines, the kept ones with `-` and the new ones with `+`. */
    public static String difference(String name, String kept, String text) {
        List<String> before = List.of(kept.split("\n", -1));
        List<String> after = List.of(text.split("\n", -1));
        return "the report is not what is kept:\n" + String.join("\n", UnifiedDiffUtils.generateUnifiedDiff(
                "grader/grading/engine/tests/golden/" + name, "what was reported", before,
                DiffUtils.diff(before, after),
                CONTEXT));
    }
}
