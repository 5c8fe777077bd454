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
import org.junit.jupiter.params.provider.ValueSource;

/** Later labs try engines of lab 08, but a learner who has not finished some of them loses nothing there. */
@Tag("nightly")
class UnfinishedEnginesTest {

    /** The engines loop and hybrid start, but believe that each client has left. */
    private static final Change NO_LOOP =
            new Change("LoopConnection.java", "int count = channel.read(input.clear());", "int count = -1;");

    @ParameterizedTest
    @ValueSource(strings = {"lab09", "lab10", "lab11", "lab12", "lab13", "lab14"})
    void areLeftOut(String lab) {
        Grading grading = new Grading(new Settings(Course.here().lab(lab), Optional.empty(),
                Optional.of("each-engine"), "unfinished", false, true, Optional.empty()), ignored -> {});
        Result result = grading.grade(grading.stage().with(NO_LOOP));
        List<CheckResult> checks = result.tasks().stream().flatMap(task -> task.checks().stream()).toList();
        assertEquals(List.of(Verdict.PASSED), checks.stream().map(CheckResult::verdict).toList(), checks::toString);
    }
}
