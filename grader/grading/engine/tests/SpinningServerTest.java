package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.source.Change;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A server that takes all processors itself is judged, and not the machine. */
@Tag("nightly")
@Isolated("its servers keep the processors busy")
class SpinningServerTest {

    @Test
    void fails() {
        Grading grading = new Grading(new Settings(Course.here().lab("lab01"), Optional.empty(),
                Optional.of("one-response"), "spins", false, true, Optional.empty()), ignored -> {});
        Result result = grading.grade(grading.stage()
                .with(new Change("lab01.java", "connection.getOutputStream().write(echo.respond(connection));", """
                        for (int i = 0; i < 40; i++) {
                            Thread.ofPlatform().daemon().start(() -> { while (true) { Thread.onSpinWait(); } });
                        }
                        java.util.concurrent.locks.LockSupport.parkNanos(Long.MAX_VALUE);
                        """)));
        assertEquals(Optional.empty(), result.problem());
        List<CheckResult> checks = result.tasks().stream().flatMap(task -> task.checks().stream()).toList();
        assertTrue(checks.stream().anyMatch(check -> check.verdict() == Verdict.FAILED), checks::toString);
        assertTrue(checks.stream().noneMatch(check -> check.verdict() == Verdict.GRADER_ERROR), checks::toString);
    }
}
