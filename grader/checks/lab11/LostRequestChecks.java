package grader.checks.lab11;

import grader.checks.diagnose.Diagnosis;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Stretch task diagnose: a check that tells servers that lose requests when they end from others. */
class LostRequestChecks {

    @Test
    @Check(value = "your check fails on each broken variant, and passes on each right one", task = "diagnose",
            points = 0, ownServer = true, slow = true,
            explain = """
                    A check is strict about the one thing that is broken, and lenient about all else. If it passes on a
                    broken variant, ask what that server does right that yours demands. If it fails on a right one, the
                    step that failed asks for something that no rule of the lab promises.
                    """)
    void toldApart(Rig rig) {
        Diagnosis.of("lab11").judge(rig);
    }
}
