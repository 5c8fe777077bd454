package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.proofs.testing.BusyProcessors;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where twelve other programs want each processor, a solution has all its points, or is not graded: nothing of it
 * fails.
 */
@Tag("nightly")
@Isolated("it keeps the processors busy")
class BusyMachineTest {

    private static final int LOAD = 12;

    @ParameterizedTest
    @ValueSource(strings = {"lab01", "lab04", "lab07", "lab08"})
    void noSolutionFails(String lab) throws IOException {
        try (BusyProcessors _ = new BusyProcessors(LOAD)) {
            Result result = grading(Course.here().lab(lab)).grade();
            checks(result).forEach(check -> assertTrue(
                    check.verdict() == Verdict.PASSED || check.verdict() == Verdict.SKIPPED
                            || check.verdict() == Verdict.GRADER_ERROR && check.reason().contains("it is too busy"),
                    () -> check.id() + " " + check.verdict() + ": " + check.reason()));
            assertEquals(result.graderFailed() ? 2 : 0, result.exitCode());
        }
    }

    private static Grading grading(Lab lab) {
        return new Grading(
                new Settings(lab, Optional.empty(), Optional.empty(), "busy", false, true, Optional.empty()),
                ignored -> {});
    }

    private static Stream<CheckResult> checks(Result result) {
        return result.tasks().stream().flatMap(task -> task.checks().stream());
    }
}
