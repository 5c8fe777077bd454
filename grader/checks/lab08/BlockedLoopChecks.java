package grader.checks.lab08;

import grader.checks.diagnose.Diagnosis;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Stretch task diagnose: a check that tells servers whose loop waits for a handler from others. */
class BlockedLoopChecks {

    @Test
    @Check(value = Diagnosis.CHECK, task = "diagnose", points = 0, ownServer = true, slow = true,
            explain = Diagnosis.EXPLAIN)
    void toldApart(Rig rig) {
        Diagnosis.of("lab08").judge(rig);
    }
}
