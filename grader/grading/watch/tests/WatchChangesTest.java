package grader.grading.watch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.console.Style;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.grading.watch.ResultDiff;
import grader.results.result.Cases;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What watch mode says of two gradings, one after the other. */
class WatchChangesTest {

    private static final Lab LAB = Course.here().lab("lab01");

    @Test
    void nothingIsSaidOfTheFirst() {
        assertEquals("", ResultDiff.of(null, result(Verdict.PASSED, Verdict.FAILED), Style.PLAIN));
    }

    @Test
    void whatPassesNowIsAPlusAndThePointsAreToldBeforeAndAfter() {
        assertEquals("+ bind · second works\npoints 3 → 8\n\n",
                ResultDiff.of(result(Verdict.PASSED, Verdict.FAILED), result(Verdict.PASSED, Verdict.PASSED),
                        Style.PLAIN));
    }

    @Test
    void whatFailsNowIsAMinusAndSaysWhereItWasNotEvenRun() {
        assertEquals("- bind · first works\n- bind · second works (not run)\npoints 8 → 0\n\n",
                ResultDiff.of(result(Verdict.PASSED, Verdict.PASSED), result(Verdict.FAILED, Verdict.NOT_RUN),
                        Style.PLAIN));
    }

    @Test
    void oneMistakeForAnotherIsNoChange() {
        assertEquals("still 0 points\n\n",
                ResultDiff.of(result(Verdict.NOT_STARTED, Verdict.NOT_RUN), result(Verdict.FAILED, Verdict.FAILED),
                        Style.PLAIN));
    }

    @Test
    void aSwapNamesBoth() {
        assertEquals("+ bind · first works\n- bind · second works\npoints 5 → 3\n\n",
                ResultDiff.of(result(Verdict.FAILED, Verdict.PASSED), result(Verdict.PASSED, Verdict.FAILED),
                        Style.PLAIN));
    }

    @Test
    void withoutUnicodeTheArrowIsPlain() {
        assertEquals("+ bind · second works\npoints 3 -> 8\n\n", ResultDiff.of(
                result(Verdict.PASSED, Verdict.FAILED), result(Verdict.PASSED, Verdict.PASSED),
                new Style(false, false)));
    }

    private static Result result(Verdict first, Verdict second) {
        Task bind = LAB.task("bind").orElseThrow();
        List<CheckResult> checks = List.of(check("first", 3, first), check("second", 5, second));
        return new Result(LAB, "5eed", "your sources", "lab01", "layer 0", Optional.empty(),
                List.of(new TaskResult(bind, checks, "Listener.java:1")), List.of(), 1);
    }

    private static CheckResult check(String id, int points, Verdict verdict) {
        return new CheckResult(id, id + " works", "", "", points, verdict, "", Optional.empty(), Cases.NONE, 1);
    }
}
