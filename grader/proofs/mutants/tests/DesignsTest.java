package grader.proofs.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.contributing.testrunner.Tables;
import grader.core.console.Style;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.Change;
import grader.core.source.Compiler;
import grader.core.source.Libraries;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.submission.Submission;
import grader.proofs.designs.Design;
import grader.results.report.ConsoleReport;
import grader.results.result.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each lab leaves decisions to the learner. Of each decision there are two implementations, the reference's and a
 * design's, and both score 100. Here each design is compiled; with `--lab` those of that lab are graded, with `--all`
 * all of them.
 */
class DesignsTest {

    private static final int LEAST_DECISIONS = 2;

    static Stream<Design> designs() {
        return LabsTest.labs().flatMap(lab -> Design.of(lab).stream());
    }

    static Stream<Design> graded() {
        return LabsTest.THOROUGH ? designs() : Stream.empty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("grader.proofs.mutants.tests.LabsTest#labs")
    void aLabLeavesDecisionsOpen(Lab lab) {
        List<String> decisions = Design.of(lab).stream().map(Design::decision).distinct().toList();
        assertTrue(decisions.size() >= LEAST_DECISIONS,
                () -> lab + " has designs for these decisions only: " + decisions);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("designs")
    void fitsTheReferenceAndCompiles(Design design) {
        Path classes = folder();
        try {
            assertEquals(Optional.empty(),
                    Compiler.compile(changed(grading(design), design).sources(), classes,
                            options(design.lab()), Libraries.of(design.lab())));
        } finally {
            Folders.delete(classes);
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("graded")
    void earnsAllPoints(Design design) {
        Grading grading = grading(design);
        Result result = grading.grade(changed(grading, design));
        String report = ConsoleReport.of(result, Style.PLAIN);
        assertEquals(0, result.exitCode(), report);
        assertEquals(100, result.earned(), report);
        Tables.add("designs that score 100, as the reference does", design.toString(),
                design.lab().name(), design.decision(), design.design());
    }

    /**
     * With sun.misc.Signal there are warnings, however well it is used: in process, javac has no option against them.
     */
    private static List<String> options(Lab lab) {
        return lab.data().modules().contains("jdk.unsupported") ? List.of() : List.of("-Xlint:all", "-Werror");
    }

    private static Grading grading(Design design) {
        return new Grading(new Settings(design.lab(), Optional.empty(), Optional.empty(), "design", false, true,
                Optional.empty()), ignored -> {});
    }

    private static Submission changed(Grading grading, Design design) {
        Submission submission = grading.stage();
        for (Change change : design.changes()) {
            submission = submission.with(change);
        }
        return submission;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("inside-the-server-design-");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
