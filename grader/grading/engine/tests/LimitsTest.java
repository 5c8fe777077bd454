package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.proofs.testing.BrokenServer;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server does, a grading ends, and says why. */
@Tag("nightly")
@Timeout(600)
class LimitsTest {

    private static final Duration CHECK = Duration.ofSeconds(2);
    private static final Duration GRADING = Duration.ofSeconds(8);

    private static final List<String> WAYS = List.of("slow", "drips", "endless-interim", "huge-body", "floods");

    private static BrokenServer broken;

    @BeforeAll
    static void compile(@TempDir Path classes) throws IOException {
        broken = new BrokenServer(classes);
    }

    /** Lab 01's; with `--all` those of each lab. */
    static List<Arguments> gradings() {
        return Course.here()
                .all()
                .stream()
                .filter(lab -> Boolean.getBoolean("verify.all") || lab.number() == 1)
                .flatMap(lab -> WAYS.stream().map(way -> Arguments.of(way, lab.name())))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("gradings")
    void aGradingEnds(String way, String lab) {
        Result result = broken.grade(way, lab, CHECK, GRADING);
        assertEquals(1, result.exitCode(), result.tasks()::toString);
    }

    @Test
    void whatWasEndedSaysSo() {
        List<CheckResult> checks = broken.grade("slow", "lab03", Duration.ofMillis(1), GRADING)
                .tasks()
                .stream()
                .flatMap(task -> task.checks().stream())
                .toList();
        assertTrue(checks.stream()
                .anyMatch(check -> check.verdict() == Verdict.FAILED
                        && check.reason().startsWith("the check was not over after 0 s, so it was ended")),
                checks::toString);
        assertFalse(checks.stream().anyMatch(check -> check.verdict() == Verdict.GRADER_ERROR), checks::toString);
    }

    @Test
    void whatHadNoTimeIsNotRun() {
        List<CheckResult> checks = broken.grade("slow", "lab01", CHECK, Duration.ZERO)
                .tasks()
                .stream()
                .flatMap(task -> task.checks().stream())
                .toList();
        assertTrue(checks.stream()
                .allMatch(check -> check.verdict() == Verdict.NOT_RUN || check.verdict() == Verdict.SKIPPED),
                checks::toString);
    }
}
