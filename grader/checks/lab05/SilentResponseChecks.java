package grader.checks.lab05;

import grader.checks.diagnose.Diagnosis;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Stretch task diagnose: a check that tells servers with responses that go past a layer from others. */
class SilentResponseChecks {

    @Test
    @Check(value = Diagnosis.CHECK, task = "diagnose", points = 0, ownServer = true, slow = true,
            explain = Diagnosis.EXPLAIN)
    void toldApart(Rig rig) {
        Diagnosis.of("lab05").judge(rig);
    }
}
