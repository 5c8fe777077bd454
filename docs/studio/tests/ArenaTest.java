package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.deploy.ArenaCommand;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.Change;
import grader.proofs.mutants.Mutant;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.ToolProcess;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arena: the reference fails no request with any engine, mistakes of learners do, and nothing is left of it. */
@Tag("nightly")
class ArenaTest {

    private static final Pattern DEPLOYED =
            Pattern.compile("engine \\w+, round \\d of 2, deploy: [1-9]\\d\\d+ requests, 0 failed; \\d+ s");
    private static final Pattern KILLED = Pattern.compile(
            "  [1-9]\\d* checkouts, each with its Idempotency-Key, [1-9]\\d* repeated: 0 orders lost, 0 made twice");

    @TempDir
    Path folder;

    /** A checkout with the labs up to 11, and what the page consists of. */
    private CourseCopy copy() {
        CourseCopy copy = new CourseCopy(folder, 11);
        Path root = Course.here().root();
        for (String page : List.of("docs/site/theme", "docs/studio/deploy/page")) {
            for (Path file : Folders.filesBelow(root.resolve(page))) {
                copy.write(root.relativize(file).toString(), CourseCopy.content(file));
            }
        }
        return copy;
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "virtual", "loop", "hybrid"})
    @DisplayName("the reference is deployed twice, and fails no request")
    void reference(String engine) {
        CourseCopy copy = copy();
        CourseCopy.Run run = CourseCopy.run(new ArenaCommand(copy.root), "--solution", "--engine", engine, "--act",
                "deploy", "--rounds", "2", "--no-browser");
        assertEquals(0, run.exitCode(), run::out);
        assertEquals(2, run.out().lines().filter(line -> DEPLOYED.matcher(line).matches()).count(), run::out);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "stop-accepting-delay-refuses | refused | not before (task stop-accepting)",
            "ready-live-until-release | refused | from the signal on, while the delay passes (task ready-live)",
            "finish-aborts | the request was in progress | finish what has begun",
            "finish-no-connection-close | Connection: close | (task finish)",
            "release-pool-first | 503 | in reverse order (task release)",
    })
    @DisplayName("a mistake in the drain fails requests, and its task is named")
    void mistake(String name, String outcome, String said) {
        CourseCopy copy = copy();
        Lab lab = copy.course.lab("lab11");
        Change change = mutant(name).change();
        String file = "solutions/" + lab.folder() + "/" + change.file();
        copy.write(file, change.in(file, copy.read(file)));
        CourseCopy.Run run =
                CourseCopy.run(new ArenaCommand(copy.root), "--solution", "--act", "deploy", "--no-browser");
        assertEquals(1, run.exitCode(), run::out);
        assertTrue(run.out().contains(outcome) && run.out().contains(said), run::out);
    }

    private static Mutant mutant(String name) {
        return Mutant.of(Course.here().lab("lab11"))
                .stream()
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("a delay that is shorter than two probes fails requests of the reference")
    void shortDelay() {
        CourseCopy copy = copy();
        CourseCopy.Run run = CourseCopy.run(new ArenaCommand(copy.root), "--solution", "--act", "deploy",
                "--drain-delay", "0", "--rate", "60", "--no-browser");
        assertEquals(1, run.exitCode(), run::out);
        assertTrue(run.out().contains("--drain-delay (0 ms) must be longer than two probes (2000 ms)"), run::out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "h2"})
    @DisplayName("kill -9 loses no order of the reference, and makes none twice")
    void killed(String database) {
        CourseCopy copy = copy();
        CourseCopy.Run run = CourseCopy.run(new ArenaCommand(copy.root), "--solution", "--act", "kill", "--rate", "60",
                "--database", database, "--no-browser");
        assertEquals(0, run.exitCode(), run::out);
        assertTrue(run.out().lines().anyMatch(line -> KILLED.matcher(line).matches()), run::out);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("Ctrl+C, or kill -9, of the arena leaves no process and no folder")
    void left(boolean kill) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (ToolProcess arena =
                new ToolProcess(folder, "docs.studio.arena", "--solution", "--act", "deploy", "--no-browser")) {
            Wrapper.await("three instances", () -> arena.descendants()
                    .stream()
                    .filter(process -> process.info().command().orElse("").endsWith("java"))
                    .count() > 2);
            List<ProcessHandle> all = arena.descendants();
            if (kill) {
                arena.kill();
            } else {
                arena.terminate();
            }
            Wrapper.await("all are gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
            Wrapper.await("the folders are gone", () -> isEmpty(arena));
        }
    }

    private static boolean isEmpty(ToolProcess arena) {
        try {
            return arena.left().isEmpty();
        } catch (IOException error) {
            throw new AssertionError(error);
        }
    }
}
