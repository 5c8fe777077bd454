package grader.proofs.systematic.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.grading.submission.BaseClasses;
import grader.grading.submission.Submission;
import grader.proofs.systematic.Accepted;
import grader.proofs.systematic.SystematicMutant;
import grader.proofs.systematic.MutantTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SystematicMutantsTest {

    private static final Lab LAB = Course.here().lab("lab05");

    private static List<SystematicMutant> mutants(Lab lab) {
        return SystematicMutant.of(lab, Submission.stage(lab, Lab::reference));
    }

    private static SystematicMutant mutant(String name) {
        return mutants(LAB).stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("grader.proofs.mutants.tests.LabsTest#labs")
    void eachHasANameOfItsOwnAndThoseThatMayLiveAreAmongThem(Lab lab) {
        List<String> names = mutants(lab).stream().map(SystematicMutant::name).toList();
        Set<String> distinct = new HashSet<>(names);
        assertEquals(names.size(), distinct.size());
        Accepted accepted = Accepted.of(lab);
        assertEquals(List.of(), accepted.without(distinct), Accepted.file(lab) + " names what is no mutant");
        Stream.of(accepted.equivalent(), accepted.unseen())
                .flatMap(map -> map.entrySet().stream())
                .forEach(entry -> assertTrue(entry.getValue().length() > 20, entry.getKey() + " needs a reason"));
    }

    @Test
    void eachLabIsTriedAtNight() throws IOException {
        String workflow = Files.readString(Course.here().root().resolve(".github/workflows/verify.yml"));
        List<String> names = Course.here().all().stream().map(Lab::name).toList();
        assertTrue(workflow.contains("lab: " + names), names::toString);
    }

    @Test
    void theyAreInMethodsOfTasks() {
        Set<String> tasks = mutants(LAB).stream().map(SystematicMutant::task).collect(Collectors.toSet());
        assertTrue(tasks.contains("rate-limit") && LAB.tasks()
                .stream()
                .map(task -> task.id())
                .toList()
                .containsAll(tasks), tasks::toString);
    }

    @Test
    void aChangeOfBytesReadsAsOneOfTheSource() {
        SystematicMutant boundary = mutant("TokenBucket.tryAcquire ConditionalsBoundary 1");
        assertEquals("rate-limit", boundary.task());
        List<String> diff = boundary.variant().diff();
        assertTrue(diff.stream().anyMatch(line -> line.matches("-\\s+if \\(this\\.tokens >= 1\\.0\\) \\{")),
                diff::toString);
        assertTrue(diff.stream().anyMatch(line -> line.matches("\\+\\s+if \\(this\\.tokens > 1\\.0\\) \\{")),
                diff::toString);
    }

    @Test
    void whatBytesDoNotShowIsChangedInTheSource(@TempDir Path folder) throws IOException {
        SystematicMutant lock = mutant("RateLimit.tryAcquire DroppedSynchronized 1");
        assertEquals("dropped 'synchronized'", lock.what());
        assertTrue(lock.variant().write(folder));
        assertTrue(Files.exists(folder.resolve("RateLimit.class")));
        List<String> diff = lock.variant().diff();
        assertTrue(diff.contains("+    private long tryAcquire(String client) {"), diff::toString);
    }

    @Test
    void oneDiesInItsTaskAndOneThatIsEquivalentLives() {
        BaseClasses reference = BaseClasses.of(Submission.stage(LAB, Lab::reference));
        MutantTrial boundary =
                MutantTrial.of(mutant("TokenBucket.tryAcquire ConditionalsBoundary 1"), LAB, reference, false)
                        .orElseThrow();
        assertTrue(boundary.isKilled() && !boundary.isBlamedElsewhere(), boundary::toString);
        MutantTrial nanosecond =
                MutantTrial.of(mutant("RateLimit.handle InlineConstant 2"), LAB, reference, true).orElseThrow();
        assertEquals(List.of(), nanosecond.failed());
    }
}
