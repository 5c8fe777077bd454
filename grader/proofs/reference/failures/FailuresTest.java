package grader.proofs.reference.failures;

import grader.proofs.reference.ReferenceServers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lab 13's server fails on demand, and is well again: those failures that have found most. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailuresTest {

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab13");

    @ParameterizedTest
    @CsvSource({"MEMORY, thread", "MEMORY, loop", "VANISHED, hybrid"})
    void afterwardAllIsAsBefore(Kind kind, String engine) {
        new FailureRun(REFERENCE, kind, engine).run();
    }
}
