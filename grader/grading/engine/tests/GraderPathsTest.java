package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.starter.Starter;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.results.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a submission lies, and by which way one comes to it. */
class GraderPathsTest {

    private final Lab lab = Course.here().lab("lab01");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"with space", "a#b", "a [1]", "100%", "50%20", "what?", "größe"})
    void oddNamesDoNotMatter(String name) throws IOException {
        Path submission = copy(folder.resolve(name));
        assertEquals(5, grade(submission, Optional.of("listens")).earned());

        Files.writeString(submission.resolve("ResponseBytes.java"), "final class Reply { int }");
        Result.Problem problem = grade(submission, Optional.of("listens")).problem().orElseThrow();
        assertTrue(problem.what().startsWith(submission.resolve("ResponseBytes.java") + ":1: "), problem.what());
    }

    @Test
    void aLinkOutOfTheSubmissionIsRefused() throws IOException {
        copy(folder.resolve("elsewhere"));
        Path labs = Files.createDirectories(folder.resolve("submission/labs"));
        Files.createSymbolicLink(labs.resolve(lab.folder()), folder.resolve("elsewhere"));
        Result result = grade(folder.resolve("submission"), Optional.empty());
        assertTrue(result.problem().orElseThrow().what().contains("is a link that leads out of the submission"),
                result.problem()::toString);
        assertEquals(1, result.exitCode());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"../99-foo/lab99.java", "*[.java", "../../x.java", "nothing.java"})
    void oddSourcesAreTheSubmissionsFault(String sources) throws IOException {
        Path submission = copy(folder.resolve("odd"));
        Path script = submission.resolve("lab01.java");
        Files.writeString(script, Files.readString(script).replace("//SOURCES [!.]*.java", "//SOURCES " + sources));
        Result result = grade(submission, Optional.empty());
        assertTrue(result.problem().isPresent(), "it was graded");
        assertEquals(1, result.exitCode(), result.problem()::toString);
    }

    private Path copy(Path to) throws IOException {
        Files.createDirectories(to);
        for (Map.Entry<String, String> file : Starter.reference(lab).entrySet()) {
            Files.writeString(to.resolve(file.getKey()), file.getValue());
        }
        return to;
    }

    private Result grade(Path submission, Optional<String> only) {
        return new Grading(new Settings(lab, Optional.of(submission), only, "p0", false, false, Optional.empty()),
                ignored -> {}).grade();
    }
}
