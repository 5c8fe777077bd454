package grader.proofs.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.contributing.testrunner.Changes;
import grader.core.console.Style;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.source.MethodBodies;
import grader.grading.engine.CheckDefinition;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.submission.Submission;
import grader.results.report.ConsoleReport;
import grader.results.result.Result;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The way of a learner through each lab: 0 at the start; {@link HintsTest} sees the 100 at the end. Points task by
 * task, of which the task that was written last is graded: those whose checks have changed, and a sample; with `--lab`
 * each. With `--all` each step grades all of the lab.
 */
public class LabsTest {

    private static final boolean ALL = Boolean.getBoolean("verify.all");
    /** With `--lab` and `--all`: what takes long is done for each step and each mutant. */
    public static final boolean THOROUGH = ALL || System.getProperty("verify.lab") != null;

    /** Of how many steps one is tried that nothing else chooses. */
    private static final int SAMPLE = 10;

    /** All labs, or only the lab of `--lab`. */
    public static Stream<Lab> labs() {
        return Course.here()
                .all()
                .stream()
                .filter(lab -> lab.name().equals(System.getProperty("verify.lab", lab.name())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    void pointsOfTheChecksAreThoseOfTheTasks(Lab lab) {
        assertEquals(100, lab.tasks().stream().mapToInt(Task::points).sum());
        for (Task task : lab.tasks()) {
            List<CheckDefinition> cases =
                    CheckDefinition.of(lab).stream().filter(one -> one.task().equals(task)).toList();
            assertEquals(task.points(), cases.stream().mapToInt(one -> one.check().points()).sum(), task.id());
            assertEquals(3, task.hints().size(), task.id() + " has three hints");
            assertTrue(task.stretch() || cases.stream().anyMatch(one -> one.check().foundation()),
                    task.id() + " has a foundation");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    void usesTasksOfEarlierLabsOnly(Lab lab) {
        List<String> usable = Course.here()
                .all()
                .stream()
                .filter(earlier -> earlier.number() < lab.number())
                .flatMap(earlier -> earlier.tasks().stream().map(task -> earlier.name() + "/" + task.id()))
                .toList();
        lab.data()
                .uses()
                .forEach(use -> assertTrue(usable.contains(use),
                        () -> lab.name() + " uses " + use + "; there are " + usable));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    void eachTaskBringsItsPoints(Lab lab) {
        List<String> tasks = lab.tasks().stream().filter(task -> !task.stretch()).map(Task::id).toList();
        int last = -1;
        for (int done = 0; done <= tasks.size(); done++) {
            if (!THOROUGH && done > 0 && (done == tasks.size() || !isChosen(lab, tasks.get(done - 1)))) {
                continue;
            }
            boolean whole = ALL || done == 0 || done == tasks.size();
            List<String> missing = new ArrayList<>(tasks.subList(done, tasks.size()));
            if (!missing.isEmpty()) {
                lab.tasks().stream().filter(Task::stretch).map(Task::id).forEach(missing::add);
            }
            Result result = gradeWithout(lab, missing,
                    whole ? Optional.empty() : Optional.of(tasks.get(done - 1)));
            int step = done;
            assertEquals(Optional.empty(), result.problem());
            assertTrue(result.earned() > (whole ? last : 0),
                    () -> "after " + tasks.subList(0, step) + " the points have not grown: " + result.earned());
            last = whole ? result.earned() : last;
            for (TaskResult task : result.tasks()) {
                boolean written = !tasks.subList(done, tasks.size()).contains(task.task().id());
                assertFalse(written && task.verdict() == Verdict.FAILED,
                        () -> "failed although it is written: " + task.task().id() + "\n"
                                + ConsoleReport.of(result, Style.PLAIN));
                assertFalse(!written && !List.of(Verdict.NOT_STARTED, Verdict.NOT_RUN).contains(task.verdict()),
                        () -> "not written, and yet " + task.verdict() + ": " + task.task().id());
            }
            assertEquals(done == tasks.size() ? Optional.empty() : Optional.of(tasks.get(done)),
                    result.next().map(next -> next.task().id()), "the next step after " + tasks.subList(0, done));
            if (done == 0) {
                assertEquals(0, result.earned());
                assertTrue(result.next().orElseThrow().place().matches(".*\\.java:\\d+"), "the next step has a place");
            }
        }
        assertEquals(THOROUGH ? 100 : 0, last);
    }

    private static boolean isChosen(Lab lab, String task) {
        return Changes.ofThisRun().sample(lab.name() + " after " + task, SAMPLE)
                || haveChanged(CheckDefinition.of(lab).stream().filter(one -> one.task().id().equals(task)));
    }

    /** Whether the file of one of these checks differs from the commit that this run compares with. */
    static boolean haveChanged(Stream<CheckDefinition> checks) {
        return checks.map(one -> one.method().getDeclaringClass().getName().replace('.', '/') + ".java")
                .anyMatch(Changes.ofThisRun()::touch);
    }

    private static Result gradeWithout(Lab lab, List<String> missing, Optional<String> only) {
        Settings settings = new Settings(lab, Optional.empty(), only, "labs", false, true, Optional.empty());
        Grading grading = new Grading(settings, ignored -> {});
        Submission submission = grading.stage();
        for (Map.Entry<String, String> source : submission.sourcesOf(lab).entrySet()) {
            submission = submission.with(source.getKey(),
                    MethodBodies.replace(source.getKey(), source.getValue(),
                            method -> missing.contains(method.task())
                                    ? Optional.of(MethodBodies.hole(source.getValue(), method))
                                    : Optional.empty()));
        }
        return grading.grade(submission);
    }
}
