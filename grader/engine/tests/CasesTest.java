package grader.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.course.Course;
import grader.course.Lab;
import grader.engine.Grading;
import grader.engine.Settings;
import grader.mutants.Mutant;
import grader.report.ConsoleReport;
import grader.report.Style;
import grader.result.Result;
import grader.result.Result.CheckResult;
import grader.result.Verdict;
import grader.testrunner.Remembered;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A check of many cases: all are tried, each that fails is named, and costs its share. */
@Remembered(reads = {"solutions/01-sockets", "solutions/02-accept-queue", "solutions/03-parser", Remembered.LABS,
        "grader/mutants/lab03"}, checks = "lab03")
class CasesTest {

    private static final Lab LAB = Course.here().lab("lab03");

    @Test
    void eachBringsItsShare() {
        Result result = grade("len-first-line-wins");
        CheckResult numbers = result.tasks().getFirst().checks().getFirst();
        int all = numbers.cases().all();
        int failed = numbers.cases().failed().size();
        assertEquals(Verdict.FAILED, numbers.verdict());
        assertTrue(failed > 1 && failed < all, () -> failed + " of " + all);
        assertEquals(numbers.points() * (all - failed) / all, numbers.earned());
        assertTrue(numbers.earned() > 0 && numbers.earned() < numbers.points(), () -> "earned " + numbers.earned());
        assertEquals(numbers.earned(), result.earned());
        assertEquals(1, result.exitCode());
        assertEquals(numbers.cases().failed().getFirst(), numbers.reason());

        String text = ConsoleReport.of(result, Style.PLAIN);
        numbers.cases().failed().forEach(each -> assertTrue(text.contains("\n  " + each + "\n"), text));
        assertTrue(text.contains("\n  %d of %d cases pass\n".formatted(all - failed, all)), text);
    }

    private static Result grade(String name) {
        Mutant mutant = Mutant.of(LAB).stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        Grading grading = new Grading(new Settings(LAB, Optional.empty(), mutant.check(), "c0", false, true,
                Optional.empty()), ignored -> {});
        return grading.grade(grading.stage().with(mutant.change()));
    }
}
