package grader.proofs.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import grader.core.source.Change;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Later labs try engines of lab 08, but a learner who has not finished some of them loses nothing there. */
@Tag("nightly")
class UnfinishedEnginesTest {

    /** The engines loop and hybrid start, but believe that each client has left. */
    private static final Change NO_LOOP =
            new Change("LoopConnection.java", "int count = channel.read(input.clear());", "int count = -1;");

    @ParameterizedTest
    @CsvSource({"lab09, each-engine", "lab10, each-engine", "lab11, each-engine", "lab12, each-engine",
            "lab13, each-engine", "lab14, served-over-tls"})
    void areLeftOut(String lab, String check) {
        Grading grading = new Grading(new Settings(Course.here().lab(lab), Optional.empty(),
                Optional.of(check), "unfinished", false, true, Optional.empty()), ignored -> {});
        Result result = grading.grade(grading.stage().with(NO_LOOP));
        List<CheckResult> checks = result.tasks().stream().flatMap(task -> task.checks().stream()).toList();
        assertEquals(List.of(Verdict.PASSED), checks.stream().map(CheckResult::verdict).toList(), checks::toString);
    }
}
