package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Change;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.machine.os.Commands;
import grader.proofs.testing.BusyProcessors;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    private static final String SERVE = "def serve(connection, seconds, log):";
    private static final Change DEAF_AT_FIRST = new Change("lab01.py", SERVE, """
            import os
            first = not os.path.exists(__file__ + ".first")
            open(__file__ + ".first", "a").close()

            %s
                if first:
                    return""".formatted(SERVE));

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

    /** Its first process serves no client, all others serve all of them. */
    @Test
    void whatFailsAndThenPassesAloneHasNotFailed(@TempDir Path folder) throws IOException {
        assumeTrue(Commands.succeeds("python3", "--version"), "there is no python3 here");
        Path server = Course.here().root().resolve("grader/grading/engine/tests/python/lab01.py");
        Path deaf =
                Files.writeString(folder.resolve("lab01.py"), DEAF_AT_FIRST.in("lab01.py", Files.readString(server)));
        Settings settings =
                new Settings(Course.here().lab("lab01"), Optional.empty(), Optional.of("one-after-another"), "busy",
                        false, false, Optional.of(new Program.Command("python3 '" + deaf + "'")));
        try (BusyProcessors _ = new BusyProcessors(LOAD)) {
            Result result = new Grading(settings, ignored -> {}).grade();
            assertEquals(List.of(Verdict.PASSED), checks(result).map(CheckResult::verdict).toList(), result::toString);
            assertTrue(Files.exists(folder.resolve("lab01.py.first")), "its first process was not tried");
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
