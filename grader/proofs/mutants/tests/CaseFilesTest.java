package grader.proofs.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.commands.GradeCommand;
import grader.contributing.testrunner.Shard;
import grader.contributing.testrunner.SharesItself;
import grader.core.course.CaseFile;
import grader.core.course.Course;
import grader.grading.engine.CheckDefinition;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.proofs.mutants.Mutant;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference passes every case file, and a server with the mistake in question fails it. */
@SharesItself
class CaseFilesTest {

    private static final Course COURSE = Course.here();

    static Stream<String> casesWithAMutantOfTheirOwn() {
        return CaseFile.all(COURSE)
                .stream()
                .filter(one -> !one.mutant().isEmpty() && Shard.ofThisRun().has("case " + one.id()))
                .map(CaseFile::id);
    }

    @ParameterizedTest
    @MethodSource("casesWithAMutantOfTheirOwn")
    void aServerWithTheMistakeFails(String id) {
        CaseFile file = CaseFile.of(COURSE, id);
        Mutant mutant = mutant(file.mutant());
        Grading grading = new Grading(settings(file.lab(), Optional.of(id)), ignored -> {});
        CheckResult check = only(grading.grade(grading.stage().with(mutant.change())));
        assertEquals(Verdict.FAILED, check.verdict(), () -> id + " for a server that " + mutant.mistake() + ": "
                + check.verdict() + " " + check.reason());
    }

    private static CheckResult only(Result result) {
        assertTrue(result.problem().isEmpty(), () -> "it cannot be graded: " + result.problem());
        return result.tasks().stream().flatMap(task -> task.checks().stream()).findFirst().orElseThrow();
    }

    @Test
    void theReferencePassesThoseOfLab07() {
        Run run = CourseCopy.run(new GradeCommand(COURSE.root()), "lab07", "--solution", "--cases");
        long count = CaseFile.all(COURSE).stream().filter(one -> one.lab().equals("lab07")).count();
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().contains(count + " of " + count + " cases pass"), run.out() + run.err());
        assertTrue(run.out().contains("plus-length          hyper and Jetty, July 2021   RFC 9110 §8.6"),
                run.out() + run.err());
    }

    @Test
    void eachHasACheckAServerThatFailsItAndASource() {
        for (CaseFile one : CaseFile.all(COURSE)) {
            CheckDefinition check = CheckDefinition.of(one, COURSE);
            if (one.mutant().isEmpty()) {
                assertTrue(check.check().points() > 0 || check.task().stretch(), one.id() + ": no mutant");
                assertTrue(Mutant.of(COURSE.lab(one.lab()))
                        .stream()
                        .anyMatch(mutant -> mutant.check().filter(check.id()::equals).isPresent()),
                        one.id() + ": no mutant names its check");
            } else {
                mutant(one.mutant());
            }
            assertFalse(one.sources().isEmpty(), one.id());
        }
    }

    private static Mutant mutant(String name) {
        return Mutant.of(COURSE.lab(name.substring(0, name.indexOf('/'))))
                .stream()
                .filter(one -> one.name().equals(name.substring(name.indexOf('/') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no mutant " + name));
    }

    private static Settings settings(String lab, Optional<String> only) {
        return new Settings(COURSE.lab(lab), Optional.empty(), only, "cases", false, true, Optional.empty())
                .withCases();
    }
}
