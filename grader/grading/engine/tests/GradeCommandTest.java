package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.GradingHistory;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.starter.Starter;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `grade` as a learner calls it: exit codes, reports, and the place that is kept. */
class GradeCommandTest {

    @TempDir
    Path folder;

    private CourseCopy copy;

    @BeforeEach
    void copy() {
        copy = new CourseCopy(folder.resolve("course"));
    }

    @Test
    void theStarterIsToldWhatToWriteFirst() {
        Run run = copy.grade("lab01");
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(run.out().contains("score  0 of 100"), run.out());
        assertTrue(run.out().matches("(?s).*next   bind: Listen where you were told to   .*Listener\\.java:\\d+\n.*"),
                run.out());
        assertEquals(Optional.of(new TaskState(0, 15, "not started")),
                Progress.load(copy.course).task("lab01", "bind"));
        assertEquals(Optional.of(new TaskState(0, 20, "not started")),
                Progress.load(copy.course).task("lab01", "write-response"));
    }

    @Test
    void aFullScoreIsKeptAndReported() throws IOException {
        Starter.reference(copy.lab).forEach((name, text) -> copy.write("labs/01-sockets/" + name, text));
        Path json = folder.resolve("r.json");
        copy.write("docs/pages/contents.yaml", "- pages: [lab01, after]\n- pages: [glossary]\n");
        copy.write("docs/pages/after.adoc", "= What a System Does\n");
        Run run = copy.grade("lab01", "--report", "json=" + json, "--seed", "5eed");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().contains("score  100 of 100") && run.out().contains("seed 5eed"), run.out());
        assertTrue(run.out().endsWith("next   What a System Does   ./jbang course after\n"), run.out());
        assertTrue(Files.readString(json).contains("\"earned\" : 100"));
        assertEquals(Optional.of(new TaskState(25, 25, "passed")),
                Progress.load(copy.course).task("lab01", "read-head"));
        GradingHistory.Entry entry = new GradingHistory(copy.lab).entry(1);
        assertEquals(100, entry.points());
        assertEquals(new TaskState(25, 25, "passed"), entry.tasks().get("read-head"));
        assertEquals(GradingHistory.files(copy.lab), entry.files());
    }

    @Test
    void aPlaceThatCannotBeKeptCostsNothingElse() throws IOException {
        Files.createDirectories(copy.root.resolve("labs/.progress.json/in-the-way"));
        Run run = copy.grade("lab01", "--only", "bind");
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(run.out().contains("score  0 of 15"), run.out());
        assertTrue(run.err().startsWith("grade: ") && run.err().contains(".progress.json"), run.err());
    }

    @Test
    void aReportThatCannotBeWrittenDoesNotCostThePlace() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve("r.json"));
        Run run = copy.grade("lab01", "--only", "bind", "--report", "json=" + inTheWay);
        assertEquals(2, run.exitCode(), run.out());
        assertTrue(run.err().contains("writing the report"), run.err());
        assertTrue(Progress.load(copy.course).task("lab01", "bind").isPresent());
    }

    @Test
    void oneCheckIsNoVerdictOnItsTask() {
        copy.grade("lab01", "--only", "listens");
        assertFalse(Files.exists(copy.root.resolve("labs/.progress.json")));
        assertFalse(Files.exists(copy.root.resolve("labs/.history")));
    }

    @Test
    void gradingAnotherFolderOrTheSolutionLeavesThePlaceAlone() {
        copy.grade("lab01", "--solution", "--only", "listens");
        copy.grade("lab01", copy.root.resolve("labs/01-sockets").toString(), "--only", "bind");
        assertFalse(Files.exists(copy.root.resolve("labs/.progress.json")));
    }

    @Test
    void aReportOnStandardOutputStandsAlone() {
        Run run = copy.grade("lab01", "--only", "bind", "--report", "json=-");
        assertTrue(run.out().startsWith("{") && run.out().strip().endsWith("}"), run.out());
    }

    @Test
    void theListNamesEveryTaskAndCheck() {
        Run run = copy.grade("lab01", "--list");
        assertEquals(0, run.exitCode());
        for (String part : new String[] {"bind             15 points",
                "taken-port                  3  a taken port leads to one clear line", "stretch"}) {
            assertTrue(run.out().contains(part), () -> part + " is missing in\n" + run.out());
        }
    }
}
