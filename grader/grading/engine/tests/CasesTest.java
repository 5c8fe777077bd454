package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.Style;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Change;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.proofs.mutants.Mutant;
import grader.results.report.ConsoleReport;
import grader.results.result.Cases;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A check of many cases: all are tried, each that fails is named, and costs its share. */
class CasesTest {

    private static final Lab LAB = Course.here().lab("lab03");

    /** The first one's check has its cases in a loop, the second one's is a parameterized test. */
    @ParameterizedTest
    @ValueSource(strings = {"len-first-line-wins", "fields-controls"})
    void eachBringsItsShare(String mutant) {
        Result result = grade(mutant, new ArrayList<>());
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

        List<String> told =
                numbers.failure().orElseThrow().steps().stream().map(step -> step.lines().getFirst()).toList();
        assertEquals(1,
                told.stream().filter(line -> line.matches("passed: \\d+ cases, the last of them .*;.*;.*")).count(),
                told::toString);
        assertEquals(0, told.stream().filter(line -> line.matches("passed: (?!\\d+ cases).*")).count(), told::toString);

        String text = ConsoleReport.of(result, Style.PLAIN);
        numbers.cases().failed().forEach(each -> assertTrue(text.contains("\n  " + each + "\n"), text));
        assertTrue(text.contains("\n  %s of %s cases pass\n".formatted(all - failed, all)), text);
    }

    @Test
    void aParameterizedCheckIsOneCheckAndNamesItsCases() {
        List<String> progress = new ArrayList<>();
        CheckResult lines = grade("fields-controls", progress).tasks().getFirst().checks().getFirst();
        assertEquals(45, lines.cases().all());
        assertEquals("the control character 0x01 in a value: expected status 400, got HTTP/1.1 200 OK",
                lines.cases().failed().getFirst());
        assertEquals(List.of("check 1 of 1"),
                progress.stream().filter(told -> told.contains("check ")).toList());
    }

    @Test
    void aControlThatFailsInOneCaseEndsAParameterizedCheck() {
        CheckResult targets = grade(Optional.of("long-target"),
                new Change("ParserState.java", "Ascii.TARGET, 8 * 1024, 414", "Ascii.TARGET, 1024, 414"),
                new ArrayList<>()).tasks().getFirst().checks().getFirst();
        assertEquals(Verdict.NOT_RUN, targets.verdict(), targets.reason());
        assertTrue(targets.reason().startsWith("its control failed: a target 100 bytes under 8 KiB"),
                targets.reason());
        assertEquals(Cases.NONE, targets.cases());
    }

    private static Result grade(String name, List<String> progress) {
        Mutant mutant = Mutant.of(LAB).stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        return grade(mutant.check(), mutant.change(), progress);
    }

    private static Result grade(Optional<String> check, Change change, List<String> progress) {
        Grading grading = new Grading(new Settings(LAB, Optional.empty(), check, "c0", false, true, Optional.empty()),
                progress::add);
        return grading.grade(grading.stage().with(change));
    }
}
