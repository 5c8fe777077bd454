package grader.checks.lab13;

import grader.checks.diagnose.Diagnosis;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Stretch task diagnose: a check that tells servers whose breaker stays open from others. */
class LostProbeChecks {

    @Test
    @Check(value = Diagnosis.CHECK, task = "diagnose", points = 0, ownServer = true, slow = true,
            explain = Diagnosis.EXPLAIN)
    void toldApart(Rig rig) {
        Diagnosis.of("lab13").judge(rig);
    }
}
