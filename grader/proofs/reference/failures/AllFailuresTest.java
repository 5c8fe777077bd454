package grader.proofs.reference.failures;

import grader.contributing.testrunner.Tables;
import grader.proofs.reference.ReferenceServers;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure, ten times in a row, with each engine that fails as one process. */
@Tag("nightly")
@Timeout(value = 2, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllFailuresTest {

    private static final int TIMES = Integer.getInteger("failures.times", 10);

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab13");

    static Stream<Arguments> all() {
        return Stream.of("thread", "virtual", "loop", "hybrid")
                .flatMap(engine -> Stream.of(Kind.values()).map(kind -> Arguments.of(kind, engine)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void afterwardAllIsAsBefore(Kind kind, String engine) {
        Duration longest = Stream.generate(() -> new FailureRun(REFERENCE, kind, engine).run())
                .limit(TIMES)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Tables.add("after a failure, until all is as before: the longest of " + TIMES, kind + " " + engine,
                kind.flag, engine, longest.toMillis() + " ms");
    }
}
