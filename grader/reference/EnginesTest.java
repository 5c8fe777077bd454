package grader.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import grader.course.Course;
import grader.course.Lab;
import grader.engine.Grading;
import grader.engine.Settings;
import grader.mutants.tests.LabsTest;
import grader.result.Result;
import grader.result.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each engine of lab 08 serves lab 09. */
@Timeout(value = 8 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EnginesTest {

    private static final Lab LAB = Course.here().lab("lab09");

    /** Runs handlers one after the other, so a check that holds the catalog holds all other requests, too. */
    private static final String LOOP = "loop";
    private static final Set<String> HOLD_A_LOAD =
            Set.of("single-flight", "invalidate", "cache-status", "validators", "gzip");

    /** Has a cache for each connection. */
    private static final String PROCESS = "process";
    private static final Set<String> SHARE_A_CACHE =
            Set.of("ttl", "single-flight", "lru", "invalidate", "cache-status", "validators", "gzip");

    @TempDir
    static Path folder;

    @AutoClose
    static ReferenceServers reference;

    @BeforeAll
    static void compile() throws Exception {
        reference = new ReferenceServers("lab09", folder);
    }

    /** A whole grading takes a while: `--lab` and `--all` try each engine. The others try one, with one task. */
    static Stream<Arguments> gradings() {
        if (!LabsTest.THOROUGH) {
            return Stream.of(Arguments.of(LOOP, Optional.of("files"), Set.of()));
        }
        return Stream.concat(
                Stream.of("thread", "pool", "virtual", "hybrid").map(engine -> arguments(engine, Set.of())),
                Stream.of(arguments(LOOP, HOLD_A_LOAD), arguments(PROCESS, SHARE_A_CACHE)));
    }

    private static Arguments arguments(String engine, Set<String> other) {
        return Arguments.of(engine, Optional.empty(), other);
    }

    /** @param other the tasks with checks that this engine cannot pass */
    @ParameterizedTest(name = "{0}")
    @MethodSource("gradings")
    void servesTheLab(String engine, Optional<String> only, Set<String> other) {
        Settings settings = new Settings(LAB, Optional.empty(), only, "engines", false, false,
                Optional.of(reference.command("--engine", engine)));
        Result result = new Grading(settings, ignored -> {}).grade();

        assertFalse(result.graderFailed());
        assertEquals(List.of(), result.tasks()
                .stream()
                .filter(task -> only.isEmpty() || task.task().id().equals(only.get()))
                .filter(task -> !other.contains(task.task().id()))
                .flatMap(task -> task.checks().stream())
                .filter(check -> check.verdict() != Verdict.PASSED)
                .map(check -> check.id() + " " + check.verdict() + ": " + check.reason())
                .toList(), "not passed");
    }
}
