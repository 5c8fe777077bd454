package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow in a learner's fork: its grading step, with a grader that does what the test says. */
class WorkflowTest {

    private static final String WRITE_REPORT =
            "for each; do case $each in json=*) echo '{}' >\"${each#json=}\" ;; esac; done; ";

    @TempDir
    Path folder;

    @BeforeEach
    void twoCheckouts() throws IOException {
        write("course/solutions/01-sockets/lab01.java", "the reference");
        write("course/labs/01-sockets/lab01.java", "the starter");
        write("submission/labs/01-sockets/lab01.java", "the learner's");
        write("bin/jq", "#!/bin/sh\necho '| a row |'\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }

    /** How the step ends, as GitHub runs it. */
    private int grade(String grader, String failBelowFull) throws Exception {
        write("course/jbang", "#!/bin/sh\n" + grader + "\n");
        Path reports = Files.createTempDirectory(folder, "runner");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-c", script()).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of("RUNNER_TEMP", reports.toString(), "FAIL_BELOW_FULL", failBelowFull,
                        "GITHUB_STEP_SUMMARY", reports.resolve("summary").toString(), "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH")));
        return builder.start().waitFor();
    }

    private static List<JsonNode> steps() throws IOException {
        JsonNode steps = new YAMLMapper().readTree(Course.here().root().resolve(".github/workflows/grade.yml").toFile())
                .path("jobs")
                .path("grade")
                .path("steps");
        return StreamSupport.stream(steps.spliterator(), false).toList();
    }

    private static String script() throws IOException {
        return steps().stream()
                .filter(step -> step.path("name").asText().equals("grade"))
                .findFirst()
                .orElseThrow()
                .path("run")
                .asText();
    }

    @Test
    @DisplayName("missing points make the run red only where that is asked for")
    void missingPoints() throws Exception {
        assertEquals(0, grade(WRITE_REPORT + "exit 1", ""));
        assertEquals(1, grade(WRITE_REPORT + "exit 1", "true"));
        assertEquals(0, grade(WRITE_REPORT + "exit 0", "true"));
    }

    /** `actions/cache` would save what a submission has left in it. */
    @Test
    @DisplayName("what later gradings run is saved before the first line of a submission runs")
    void savesNothingOfASubmission() throws Exception {
        List<String> order = steps().stream()
                .map(step -> step.path("uses").asText().replaceFirst("@.*", "") + step.path("name").asText())
                .filter(step -> step.startsWith("actions/cache") || step.equals("grade"))
                .toList();
        assertEquals(List.of("actions/cache/restore", "actions/cache/save", "grade"), order);
    }

    @Test
    @DisplayName("a grading that could not be done makes the run red, whatever code it ended with")
    void notGraded() throws Exception {
        assertEquals(2, grade("exit 1", ""));
        assertEquals(2, grade("exit 2", ""));
    }
}
