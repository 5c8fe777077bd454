package grader.proofs.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.contributing.testrunner.Changes;
import grader.contributing.testrunner.Shard;
import grader.contributing.testrunner.SharesItself;
import grader.contributing.testrunner.Tables;
import grader.core.course.Lab;
import grader.grading.engine.CheckDefinition;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.proofs.mutants.Mutant;
import grader.results.result.Result;
import grader.results.result.Result.TaskResult;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mutant fails in its task and in no other. Tried are one mutant of each task, those that have changed or whose
 * check or file has, and a sample of the others. With `--lab` or `--all` all are tried, each against the check that it
 * names; with both, each against every check of its lab.
 */
@SharesItself
public class MutantsTest {

    private static final boolean EVERY_CHECK =
            Boolean.getBoolean("verify.all") && System.getProperty("verify.lab") != null;
    /** Of how many mutants one is tried that nothing else chooses. */
    private static final int SAMPLE = 25;
    private static final int ATTEMPTS = 3;

    static Stream<Mutant> mutants() {
        return LabsTest.labs()
                .flatMap(lab -> LabsTest.THOROUGH ? Mutant.of(lab).stream() : chosen(lab))
                .filter(mutant -> mutant.task().equals(System.getProperty("verify.task", mutant.task()))
                        && Shard.ofThisRun().has(mutant.toString()));
    }

    private static Stream<Mutant> chosen(Lab lab) {
        List<CheckDefinition> checks = CheckDefinition.of(lab);
        Set<String> tasks = new HashSet<>();
        return Mutant.of(lab)
                .stream()
                .filter(mutant -> tasks.add(mutant.task()) || hasChanged(mutant, checks)
                        || Changes.ofThisRun().sample(mutant.toString(), SAMPLE));
    }

    private static boolean hasChanged(Mutant mutant, List<CheckDefinition> checks) {
        Changes changes = Changes.ofThisRun();
        return changes.touch(mutant.lab().name() + "/" + mutant.file().getFileName())
                || changes.touch(mutant.change().file())
                || LabsTest.haveChanged(checks.stream()
                        .filter(one -> mutant.check().filter(one.id()::equals).isPresent()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void diesInItsTask(Mutant mutant) {
        List<String> killers = killers(mutant);
        Tables.add(EVERY_CHECK ? "mutants, each against every check" : "mutants, each against the check that it names",
                mutant.toString(), mutant.lab().name(), mutant.task(), mutant.mistake(),
                "killed by " + String.join(", ", killers));
    }

    /** The checks of its task that fail it. A mistake may fail a control, too, now and then: that proves nothing. */
    private static List<String> killers(Mutant mutant) {
        Result result = graded(mutant);
        for (int i = 1; i < ATTEMPTS && failed(result).isEmpty()
                && verdicts(result, mutant.task()).contains("its control failed"); i++) {
            result = graded(mutant);
        }
        String verdicts = verdicts(result, mutant.task());
        Map<String, List<String>> failed = failed(result);
        assertEquals(Set.of(mutant.task()), failed.keySet(), () -> "the tasks in which '" + mutant.mistake()
                + "' fails; its own checks, and what failed: " + verdicts);
        return failed.get(mutant.task());
    }

    private static Result graded(Mutant mutant) {
        Settings settings = new Settings(mutant.lab(), Optional.empty(),
                EVERY_CHECK ? Optional.empty() : mutant.check().or(() -> Optional.of(mutant.task())), "mutant", false,
                true,
                Optional.empty());
        Grading grading = new Grading(settings, ignored -> {});
        Result result = grading.grade(grading.stage().with(mutant.change()));

        assertTrue(result.problem().isEmpty(), () -> "it cannot be graded: " + result.problem());
        return result;
    }

    private static String verdicts(Result result, String task) {
        return result.tasks()
                .stream()
                .flatMap(each -> (each.task().id().equals(task) ? each.checks() : each.failed()).stream())
                .map(check -> check.id() + " " + check.verdict() + " " + check.reason())
                .collect(Collectors.joining("; "));
    }

    private static Map<String, List<String>> failed(Result result) {
        return result.tasks()
                .stream()
                .filter(task -> !failedChecks(task).isEmpty())
                .collect(Collectors.toMap(task -> task.task().id(), MutantsTest::failedChecks));
    }

    private static List<String> failedChecks(TaskResult task) {
        return task.failed()
                .stream()
                .map(Result.CheckResult::id)
                .toList();
    }
}
