package grader.teaching.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.starter.Starter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The autograder of Gradescope, in a folder that looks like Gradescope's. */
@Tag("nightly")
class GradescopeTest {

    private static final Course COURSE = Course.here();
    private static final Lab LAB = COURSE.lab("lab01");
    private static final int MOST_MINUTES = 5;

    @TempDir
    Path folder;

    private Path autograder;
    private Path results;

    @BeforeEach
    void writeAutograder() throws IOException, InterruptedException {
        autograder = Files.createDirectory(folder.resolve("autograder"));
        results = autograder.resolve("results/results.json");
        Path source = Files.createDirectory(autograder.resolve("source"));
        Path scripts = COURSE.root().resolve("grader/teaching/cluster/gradescope");
        Files.copy(scripts.resolve("setup.sh"), source.resolve("setup.sh"));
        Files.copy(scripts.resolve("run_autograder"), source.resolve("run_autograder"));
        try (LinkedCheckout linked = LinkedCheckout.in(folder.resolve("course"))) {
            assertEquals(0, run("tar", "-czf", source.resolve("course.tar.gz").toString(), "-C",
                    linked.root().toString(), "."), this::said);
        }
    }

    private void submit(Map<String, String> sources) throws IOException {
        Path submission = Files.createDirectories(autograder.resolve("submission"));
        for (Path before : Folders.filesBelow(submission)) {
            Files.delete(before);
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(submission.resolve(source.getKey()), source.getValue());
        }
    }

    private int run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("AUTOGRADER", autograder.toString());
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES), "it does not end");
            return process.exitValue();
        } finally {
            process.destroy();
        }
    }

    private int script(String name) throws IOException, InterruptedException {
        return run("bash", autograder.resolve("source").resolve(name).toString());
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException error) {
            return error.toString();
        }
    }

    private JsonNode results() throws IOException {
        return new ObjectMapper().readTree(Files.readString(results));
    }

    @Test
    void gradesEachSubmissionAndHasNoScoreForWhatItCouldNotGrade() throws Exception {
        assertEquals(0, script("setup.sh"), this::said);
        assertTrue(said().contains("All checks pass"), this::said);
        try (LinkedCheckout _ = new LinkedCheckout(autograder.resolve("course"))) {
            submit(Starter.of(LAB));
            assertEquals(0, script("run_autograder"), this::said);
            assertEquals(0, results().path("score").asInt(-1));
            Map<String, String> broken = new HashMap<>(Starter.of(LAB));
            broken.put("lab01.java", "void main() {");
            submit(broken);
            assertEquals(0, script("run_autograder"), this::said);
            assertEquals(0, results().path("score").asInt(-1));
            assertTrue(results().path("output").asText().contains("lab01.java:1"), () -> said());
            Files.delete(autograder.resolve("course/jbang-catalog.json"));
            assertEquals(2, script("run_autograder"), this::said);
            assertFalse(Files.exists(results), "what it could not grade has no score, not even an earlier one");
        }
    }
}
