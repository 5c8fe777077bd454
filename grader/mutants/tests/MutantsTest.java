package grader.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.course.Lab;
import grader.engine.CheckDefinition;
import grader.engine.Grading;
import grader.engine.Settings;
import grader.mutants.Mutant;
import grader.result.Result;
import grader.result.Result.TaskResult;
import grader.testrunner.Evidence;
import grader.testrunner.Shard;
import grader.testrunner.SharesItself;
import grader.testrunner.Tables;
import grader.testrunner.Verdicts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mutant fails in its task and in no other; every check is failed by a mutant. Here one mutant for each check is
 * tried, with `--lab` all of that lab, each against the check that it names. `verify --all` tries all against every
 * check.
 */
@SharesItself
public class MutantsTest {

    private static final boolean ALL = Boolean.getBoolean("verify.all");
    private static final Set<String> KILLERS = ConcurrentHashMap.newKeySet();

    /** One for each check proves the check; the others prove single cases of it. */
    static Stream<Mutant> mutants() {
        Set<String> checks = new HashSet<>();
        return all().filter(mutant -> LabsTest.THOROUGH || mutant.check().isEmpty()
                || checks.add(mutant.lab().name() + " " + mutant.check().get()));
    }

    private static Stream<Mutant> all() {
        return LabsTest.labs()
                .flatMap(lab -> Mutant.of(lab).stream())
                .filter(mutant -> isOfThisShard(mutant.lab(),
                        mutant.check().orElse(mutant.task())));
    }

    /** All mutants of one check belong to one shard, so that it can tell whether the check has one. */
    private static boolean isOfThisShard(Lab lab, String check) {
        return Shard.ofThisRun().has(lab.name() + " " + check);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void diesInItsTask(Mutant mutant) {
        mutant.check()
                .ifPresent(check -> assertTrue(isOfItsTask(check, mutant), () -> "it names the check " + check
                        + ", and " + mutant.lab().name() + "'s " + mutant.task() + " has no such check"));
        List<String> killers = List.of(Verdicts.ofThisRun()
                .of(with(mutant, Evidence.of(MutantsTest.class)), () -> killers(mutant))
                .split(", "));
        Tables.add(ALL ? "mutants, each against every check" : "mutants, each against the check that it names",
                mutant.toString(), mutant.lab().name(), mutant.task(), mutant.mistake(),
                "killed by " + String.join(", ", killers));
        killers.forEach(check -> KILLERS.add(mutant.lab().name() + " " + check));
    }

    /** Adds the mutant, the reference up to its lab, and the checks that are tried. */
    public static Evidence with(Mutant mutant, Evidence evidence) {
        Lab lab = mutant.lab();
        evidence.says(mutant.toString())
                .reads(lab.course().root().relativize(mutant.file()).toString())
                .reads(LabsTest.reference(lab));
        if (ALL) {
            return evidence.checks(lab.name());
        }
        String chosen = mutant.check().orElse(mutant.task());
        CheckDefinition.of(lab)
                .stream()
                .filter(one -> one.id().equals(chosen) || one.task().id().equals(chosen))
                .forEach(one -> evidence.runs(one.method().getDeclaringClass()));
        return evidence;
    }

    /** The checks of its task that fail it. */
    private static String killers(Mutant mutant) {
        Settings settings = new Settings(mutant.lab(), Optional.empty(),
                ALL ? Optional.empty() : mutant.check().or(() -> Optional.of(mutant.task())), "mutant", false, true,
                Optional.empty());
        Grading grading = new Grading(settings, ignored -> {});
        Result result = grading.grade(grading.stage().with(mutant.change()));

        assertTrue(result.problem().isEmpty(), () -> "it cannot be graded: " + result.problem());
        Map<String, List<String>> failed = failed(result);
        assertEquals(Set.of(mutant.task()), failed.keySet(), () -> "the tasks in which '" + mutant.mistake()
                + "' fails; its own checks, and what failed: " + verdicts(result, mutant.task()));
        return String.join(", ", failed.get(mutant.task()));
    }

    private static boolean isOfItsTask(String check, Mutant mutant) {
        return CheckDefinition.of(mutant.lab())
                .stream()
                .anyMatch(one -> one.id().equals(check) && one.task().id().equals(mutant.task()));
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

    /** With `--all` a failed foundation keeps the others from running, which says nothing about them. */
    @AfterAll
    static void everyCheckKills() {
        if (ALL) {
            return;
        }
        Set<String> idle = new TreeSet<>();
        for (Lab lab : LabsTest.labs().toList()) {
            CheckDefinition.of(lab)
                    .stream()
                    .filter(check -> isOfThisShard(lab, check.id()))
                    .forEach(check -> idle.add(lab.name() + " " + check.id()));
        }
        idle.removeAll(KILLERS);
        assertEquals(Set.of(), idle, "checks that no mutant fails");
    }
}
