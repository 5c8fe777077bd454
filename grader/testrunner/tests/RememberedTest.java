package grader.testrunner.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.course.Course;
import grader.testrunner.Audit;
import grader.testrunner.Remembered;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.ReflectionSupport;

/** What a remembered test class opens and loads is part of its evidence: so no change can go unseen. */
@EnabledIfSystemProperty(named = "verify.all", matches = "true",
        disabledReason = "it runs each remembered class under strace: with --all")
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 25, unit = TimeUnit.MINUTES)
class RememberedTest {

    static Stream<Class<?>> classes() {
        return Stream.of("grader", "docs")
                .flatMap(root -> ReflectionSupport.streamAllClassesInPackage(root,
                        type -> type.isAnnotationPresent(Remembered.class), name -> name.endsWith("Test")));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void namesAllThatItDependsOn(Class<?> type, @TempDir Path folder) {
        assumeTrue(Audit.isPossible(), "this machine has no strace, or does not let it work");
        assertEquals(Set.of(), new Audit(Course.here().root(), folder).lacking(type));
    }
}
