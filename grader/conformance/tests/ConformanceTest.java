package grader.conformance.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.conformance.ConformanceOf;
import grader.conformance.Mark;
import grader.conformance.Outcome;
import grader.conformance.Suite;
import grader.conformance.baseline.Recorded;
import grader.conformance.connection.Silence;
import grader.core.course.Course;
import grader.grading.engine.Settings;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import grader.proofs.testing.ToolProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The reference beside the RFCs: it meets every MUST, each time, and the page says so. */
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ConformanceTest {

    /** Side by side, so each runs under the load of the others. */
    private static final int TIMES = Boolean.getBoolean("verify.all") ? 10 : 3;

    private List<List<Outcome>> runs;

    @BeforeAll
    void run() throws InterruptedException, ExecutionException {
        Settings reference = new Settings(Course.here().lab("lab09"), Optional.empty(), Optional.empty(), "", false,
                true, Optional.empty());
        try (ExecutorService lanes = Executors.newFixedThreadPool(3)) {
            List<Future<List<Outcome>>> all = IntStream.range(0, TIMES)
                    .mapToObj(ignored -> lanes
                            .submit(() -> ConformanceOf.of(reference, Suite.requirements(), words -> {})))
                    .toList();
            runs = new ArrayList<>();
            for (Future<List<Outcome>> one : all) {
                runs.add(one.get());
            }
        }
    }

    @Test
    void theReferenceMeetsEveryMust() {
        for (List<Outcome> outcomes : runs) {
            List<String> bad = outcomes.stream()
                    .filter(Outcome::isBad)
                    .map(one -> one.requirement().id() + ": " + one.reason() + " " + one.seen())
                    .toList();
            assertEquals(List.of(), bad);
        }
    }

    @Test
    void aServerThatIsNotInstalledIsToldBeforeAnythingIsTried(@TempDir Path empty)
            throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(ToolProcess.command("grader.conform", "reference", "nginx"))
                .directory(Course.here().root().toFile())
                .redirectErrorStream(true);
        command.environment().put("PATH", empty.toString());
        Process process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor(), said);
        assertTrue(said.contains("nginx is not installed") && said.contains("apt-get install nginx")
                && !said.contains("Reference"), said);
    }

    @Test
    void theReferenceLosesNoAnswer() {
        runs.forEach(outcomes -> assertEquals(List.of(),
                outcomes.stream()
                        .filter(one -> one.silence() == Silence.GONE)
                        .map(one -> one.requirement().id())
                        .toList()));
    }

    @Test
    void noVerdictChanges() {
        List<String> first = marks(runs.getFirst());
        runs.forEach(outcomes -> assertEquals(first, marks(outcomes)));
    }

    private static List<String> marks(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(one -> one.requirement().id() + " " + one.mark()
                        + (one.mark() == Mark.UNMET ? " " + one.reason() : ""))
                .toList();
    }

    @Test
    void thePageSaysSo() {
        Recorded recorded = Recorded.read(Course.here().root().resolve("docs/pages/conformance.yaml"));
        List<String> told = recorded.requirements()
                .stream()
                .map(row -> row.id() + " " + row.level() + " " + row.clause() + " " + row.says() + " "
                        + row.marks().charAt(0))
                .toList();
        List<String> found = runs.getFirst()
                .stream()
                .map(one -> one.requirement().id() + " " + one.requirement().level() + " " + one.requirement().clause()
                        + " "
                        + one.requirement().says() + " " + Recorded.sign(one.mark()))
                .toList();
        assertEquals(told, found, "./jbang conformance --record writes it again");
        assertTrue(recorded.requirements().stream().allMatch(row -> row.marks().length() == recorded.servers().size()),
                "a sign a server");
    }

    @Test
    void anEarlierLabHasNoSuchServer(@TempDir Path folder) {
        Run run = new CourseCopy(folder).grade("lab01", "--conformance");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("--conformance") && run.err().contains("lab01"), run.err());
    }
}
