package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.deploy.Attempt;
import docs.studio.deploy.Attempt.Outcome;
import docs.studio.deploy.Diagnosis;
import docs.studio.deploy.InstanceLife;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the arena says about a request that has failed. */
class DiagnosisTest {

    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Diagnosis LONG_DELAY = new Diagnosis(PROBE, Duration.ofSeconds(3));

    /** It was ready after 1 s, got a signal after 10 s, was out after 12 s, and had ended after 14 s. */
    private static InstanceLife life(boolean killed) {
        InstanceLife life = new InstanceLife("b", at(1));
        life.isReady(at(1_000));
        life.isSignaled(at(10_000), killed);
        life.isOut(at(12_000));
        life.isEnded(at(14_000));
        return life;
    }

    private static long at(long millis) {
        return millis * 1_000_000;
    }

    private static Attempt attempt(Outcome outcome, boolean isLong, long lastResponse, long ended, boolean killed) {
        return new Attempt("GET /", isLong, life(killed), at(lastResponse), at(ended - 1), at(ended), outcome, "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "REFUSED | false | 0 | 11500 | the listener was closed 500 ms before the balancer had seen",
            "REFUSED | false | 0 | 11500 | after --drain-delay (3000 ms), not before (task stop-accepting)",
            "REFUSED | false | 0 | 13500 | /ready must be a 503 from the signal on",
            "REFUSED | false | 0 | 9000 | be ready in the phase serve, not before (task ready-live)",
            "RESET | false | 0 | 13100 | serve the queue, and then close the port (task stop-accepting)",
            "CLOSED | true | 0 | 13100 | finish what has begun",
            "CLOSED | false | 12500 | 13200 | 2500 ms after SIGTERM, and did not say Connection: close",
            "RESET | false | 9900 | 10100 | close idle connections after the delay",
            "CUT | true | 0 | 13200 | tasks finish and deadline",
            "UNAVAILABLE | false | 0 | 10100 | in reverse order (task release)",
            "SILENT | false | 0 | 33000 | workers end after the last response",
            "WRONG | false | 0 | 9000 | no signal had come",
    })
    @DisplayName("names the step of the drain, and its task")
    void afterTheSignal(Outcome outcome, boolean isLong, long lastResponse, long ended, String said) {
        String sentence = LONG_DELAY.of(attempt(outcome, isLong, lastResponse, ended, false));
        assertTrue(sentence.contains(said), sentence);
    }

    @Test
    @DisplayName("a delay that is too short for two probes is no mistake of the code")
    void shortDelay() {
        String sentence = new Diagnosis(PROBE, Duration.ofMillis(1500))
                .of(attempt(Outcome.REFUSED, false, 0, 11_600, false));
        assertTrue(sentence.contains("--drain-delay (1500 ms) must be longer than two probes (2000 ms)"), sentence);
    }

    @Test
    @DisplayName("kill -9 is no order of a drain")
    void killed() {
        String sentence = LONG_DELAY.of(attempt(Outcome.RESET, false, 0, 10_001, true));
        assertTrue(sentence.contains("no order of a drain prevents that"), sentence);
    }
}
