package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.commands.GradeCommand;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.starter.Starter;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** `--on-shortcut`: a process started by the reference of lab 01 is reported, or makes the score 0. */
@Tag("nightly")
class OnShortcutTest {

    private static final Lab LAB = Course.here().lab("lab01");
    private static final String METHOD = "    private ResponseBytes() {}";
    private static final String SAYS = "uses java.lang.Runtime.exec to start, end or look at another process";

    @TempDir
    Path folder;

    private Path submission;
    private String place;

    @BeforeEach
    void copySolution() throws IOException {
        submission = Files.createDirectory(folder.resolve("ada"));
        for (Map.Entry<String, String> file : Starter.reference(LAB).entrySet()) {
            Files.writeString(submission.resolve(file.getKey()), file.getValue());
        }
        Path changed = submission.resolve("ResponseBytes.java");
        String text = Files.readString(changed);
        assertTrue(text.contains(METHOD), text);
        Files.writeString(changed, text.replace(METHOD, "    private ResponseBytes() throws java.io.IOException {\n"
                + "        Runtime.getRuntime().exec(new String[] {\"true\"});\n    }\n"));
        place = "ResponseBytes.java:" + (text.substring(0, text.indexOf(METHOD)).lines().count() + 2);
    }

    private Run grade(String... arguments) {
        return CourseCopy.run(new GradeCommand(Course.here().root()), arguments);
    }

    private Run alone(String... more) {
        List<String> all = new ArrayList<>(List.of("lab01", submission.toString(), "--only", "bind", "--report",
                "json=" + folder.resolve("result.json")));
        Collections.addAll(all, more);
        return grade(all.toArray(String[]::new));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    @Test
    void reportKeepsTheScore() throws IOException {
        Run run = alone();
        assertEquals(0, run.exitCode(), run.out());
        JsonNode result = json(folder.resolve("result.json"));
        assertEquals(15, result.path("earned").asInt());
        assertEquals(1, result.path("shortcuts").size(), result::toPrettyString);
        assertEquals("process", result.at("/shortcuts/0/kind").asText());
        assertTrue(result.at("/shortcuts/0/place").asText().endsWith("/ada/" + place), result::toPrettyString);
        assertTrue(result.at("/shortcuts/0/says").asText().startsWith(SAYS), result::toPrettyString);
        assertTrue(run.out().contains("shortcuts   they are reported, and cost no points"), run.out());
    }

    @Test
    void zeroMakesItTheProblem() throws IOException {
        Run run = alone("--on-shortcut", "zero");
        assertEquals(1, run.exitCode(), run.out());
        JsonNode result = json(folder.resolve("result.json"));
        assertEquals(0, result.path("earned").asInt());
        assertEquals(15, result.path("checkable").asInt());
        assertEquals("inspect", result.at("/problem/stage").asText());
        assertTrue(result.at("/problem/what").asText().contains(place + ": " + SAYS), result::toPrettyString);
        assertEquals(1, result.path("shortcuts").size());
        assertTrue(run.out().contains(place + ": " + SAYS) && run.out().contains("score  0 of 15"), run.out());
    }

    @Test
    void aBatchScoresItAsItWasTold() throws IOException {
        String[] call = {"batch", submission.toString(), "--lab", "lab01", "--no-sandbox", "--on-shortcut", "zero",
                "--out", folder.resolve("out").toString()};
        Run first = grade(call);
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.out().contains("ada: 0, labs/01-sockets/" + place + ": " + SAYS), first.out());
        JsonNode result = json(folder.resolve("out/ada.json"));
        assertEquals(0, result.path("earned").asInt());
        assertEquals("labs/01-sockets/" + place, result.at("/shortcuts/0/place").asText());
        assertTrue(grade(call).out().contains("graded before"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            lab01 --on-shortcut never                        | --on-shortcut
            lab01 --on-shortcut zero --command x             | --on-shortcut and --command do not go together; only a submission in Java
            """)
    void aWrongCallIsOneLineAndExitCode2(String call, String message) {
        Run run = grade(call.split(" "));
        assertEquals(2, run.exitCode(), run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }
}
