package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Change;
import grader.core.starter.Starter;
import grader.grading.engine.CheckDefinition;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.submission.Submission;
import grader.proofs.mutants.Mutant;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;

/** The rules by which verdicts are made: seeds, controls, needs, skipped labs, slow machines. */
class GraderRulesTest {

    private final Lab lab = Course.here().lab("lab01");

    @Test
    void theSeedDecidesEveryRandomValue() {
        assertEquals(sent("a1"), sent("a1"));
        assertNotEquals(sent("a1"), sent("a2"));
    }

    @Test
    void noTwoChecksOfALabHaveOneName() {
        for (Lab each : Course.here().all()) {
            List<String> names = CheckDefinition.of(each).stream().map(CheckDefinition::id).toList();
            assertEquals(names.stream().distinct().toList(), names, each.name());
        }
    }

    /** They share a rig, and so a server. */
    @Test
    void theCasesOfACheckRunOneAfterAnother() {
        for (Lab each : Course.here().all()) {
            for (CheckDefinition one : CheckDefinition.of(each)) {
                Execution execution = one.method().getAnnotation(Execution.class);
                assertEquals(one.method().isAnnotationPresent(ParameterizedTest.class),
                        execution != null && execution.value() == ExecutionMode.SAME_THREAD,
                        each.name() + " " + one.id());
            }
        }
    }

    private String sent(String seed) {
        Mutant mutant = mutant("write-no-connection-close");
        Grading grading = grading("fields-of-the-response", seed);
        Result result = grading.grade(grading.stage().with(mutant.change()));
        return result.tasks()
                .getFirst()
                .checks()
                .getFirst()
                .failure()
                .orElseThrow()
                .steps()
                .stream()
                .filter(step -> step.sign().equals(">"))
                .map(step -> step.lines().getFirst())
                .collect(Collectors.joining());
    }

    @Test
    void aRefusalWhoseNeighbourFailsIsNotRun() {
        Grading grading = grading("too-long", "c1");
        Submission solution = grading.stage();
        CheckResult check =
                grading.grade(solution.with(new Change("HeadReader.java", "LIMIT = 8 * 1024", "LIMIT = 1024")))
                        .tasks()
                        .getFirst()
                        .checks()
                        .getFirst();
        assertEquals(Verdict.NOT_RUN, check.verdict(), check.reason());
        assertTrue(check.reason()
                .startsWith(
                        "its control failed: a head 100 bytes under 8 KiB gets a 200: expected status 200, got "
                                + "HTTP/1.1 431"),
                check.reason());
    }

    /** Each request takes so long that 15 of them cannot be sent in half a second. */
    @Test
    void whatOnlyAFasterMachineCouldProveIsSkipped() {
        Grading grading = new Grading(new Settings(Course.here().lab("lab05"), Optional.empty(),
                Optional.of("never-fuller"), "s1", false, true, Optional.empty()), ignored -> {});
        CheckResult check = grading.grade(grading.stage()
                .with(new Change("RateLimit.java", "long wait = ", "Thread.sleep(40); long wait = ")))
                .tasks()
                .getFirst()
                .checks()
                .getFirst();
        if (check.verdict() == Verdict.GRADER_ERROR) {      // others have the processors
            assertTrue(check.reason().contains("it is too busy"), check.reason());
        } else {
            assertEquals(Verdict.SKIPPED, check.verdict(), check.reason());
            assertEquals("this machine is too busy to send 15 requests in half a second", check.reason());
        }
    }

    @Test
    void whatBuildsOnAFailedFoundationIsNotRun() {
        Grading grading = new Grading(settings(Optional.empty(), "n1"), ignored -> {});
        Result result = grading.grade(grading.stage().with(mutant("accept-once").change()));
        for (Result.TaskResult task : result.tasks()) {
            Set<Verdict> verdicts = task.checks().stream().map(CheckResult::verdict).collect(Collectors.toSet());
            switch (task.task().id()) {
                case "bind" -> assertEquals(Set.of(Verdict.PASSED), verdicts);
                case "accept-loop" -> assertEquals(Set.of(Verdict.FAILED, Verdict.NOT_RUN), verdicts);
                case "read-head", "write-response", "close", "dual-stack" ->
                    assertTrue(verdicts.contains(Verdict.NOT_RUN)
                            && !verdicts.contains(Verdict.FAILED), () -> task.task().id() + ": " + verdicts);
                default -> assertTrue(!verdicts.contains(Verdict.FAILED), () -> task.task().id() + ": " + verdicts);
            }
        }
    }

    @Test
    void aTaskThatWaitsForAnotherIsNotTheNextStep() {
        Grading grading = grading("read-head", "w1");
        Submission solution = grading.stage();
        String name = solution.sources()
                .keySet()
                .stream()
                .filter(each -> each.endsWith("ResponseBytes.java"))
                .findFirst()
                .orElseThrow();
        String holed = Starter.of(lab).get("ResponseBytes.java");
        Result result = grading.grade(solution.with(name, holed));
        assertEquals(20, result.earned());
        assertEquals(Verdict.NOT_RUN, result.tasks().getFirst().verdict());
        assertTrue(
                result.tasks()
                        .getFirst()
                        .checks()
                        .stream()
                        .anyMatch(check -> check.reason()
                                .equals("it builds on write-response, which is not written yet")),
                result.tasks()::toString);
        assertEquals("write-response", result.next().orElseThrow().task().id());
    }

    @Test
    void aLabThatWasSkippedHasNoPointsForTheReferencesCode(@TempDir Path checkout) throws IOException {
        Path folder = Files.createDirectories(checkout.resolve("labs").resolve(lab.folder()));
        Files.writeString(folder.resolve(".reference"), "what course skip leaves");
        for (Map.Entry<String, String> file : Starter.reference(lab).entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Settings settings =
                new Settings(lab, Optional.of(checkout), Optional.empty(), "s1", false, false, Optional.empty());
        List<String> said = new ArrayList<>();
        Set<Verdict> same = new Grading(settings, said::add).grade()
                .tasks()
                .stream()
                .map(Result.TaskResult::verdict)
                .collect(Collectors.toSet());
        assertEquals(Set.of(Verdict.SKIPPED_BY_LEARNER), same);
        assertEquals(List.of(), said, "nothing is compiled, nothing is started");
        Path sockets = folder.resolve("Sockets.java");
        Files.writeString(sockets,
                new Change("Sockets.java", "linger(connection); } catch (IOException gone)",
                        "linger(connection); } catch (IOException left)")
                        .in("Sockets.java", Files.readString(sockets)));

        Result result = new Grading(settings, ignored -> {}).grade();
        Map<String, Verdict> verdicts =
                result.tasks().stream().collect(Collectors.toMap(task -> task.task().id(), Result.TaskResult::verdict));
        assertEquals(Verdict.SKIPPED_BY_LEARNER, verdicts.get("bind"));
        assertEquals(Verdict.SKIPPED_BY_LEARNER, verdicts.get("stop"));
        assertEquals(Verdict.PASSED, verdicts.get("close"), "the learner's own");
        assertEquals(10, result.earned());
        assertEquals(100, result.checkable());
        Result bind = new Grading(
                new Settings(lab, Optional.of(checkout), Optional.of("bind"), "s1", false, false, Optional.empty()),
                ignored -> {}).grade();
        assertEquals(Verdict.SKIPPED_BY_LEARNER, bind.tasks().getFirst().verdict(), "with --only, too");
    }

    @Test
    void twoGradingsAtOnceDoNotDisturbEachOther() throws InterruptedException {
        Result[] results = new Result[2];
        List<Thread> threads = List.of(0, 1)
                .stream()
                .map(i -> Thread.ofPlatform()
                        .start(() -> results[i] =
                                new Grading(settings(Optional.empty(), "t" + i), ignored -> {}).grade()))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(100, 100), List.of(results[0].earned(), results[1].earned()));
    }

    private Mutant mutant(String name) {
        return Mutant.of(lab).stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private Grading grading(String only, String seed) {
        return new Grading(settings(Optional.of(only), seed), ignored -> {});
    }

    private Settings settings(Optional<String> only, String seed) {
        return new Settings(lab, Optional.empty(), only, seed, false, true, Optional.empty());
    }

}
