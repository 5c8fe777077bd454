package grader.core.course.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.proofs.testing.CourseCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The learner's place: nothing in it is lost, and no state of the file is a crash. */
class ProgressTest {

    private static final String FILE = "labs/.progress.json";
    private static final TaskState PASSED = new TaskState(15, 15, "passed");
    private static final TaskState FAILED = new TaskState(5, 20, "failed");

    private CourseCopy copy;

    @BeforeEach
    void makeCopy(@TempDir Path folder) {
        copy = new CourseCopy(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab01", "lab1", "LAB01", "1", "01", "01-sockets", "sockets"})
    void aLabIsUnderstoodInEachOfItsNames(String name) {
        assertEquals(copy.lab, copy.course.lab(name));
    }

    private Progress load() {
        return Progress.load(copy.course);
    }

    @Test
    @DisplayName("what was recorded is read again, and later records merge")
    void merges() {
        assertTrue(load().isFresh());
        load().record(copy.lab, Map.of("bind", PASSED, "stop", FAILED));
        load().record(copy.lab, Map.of("stop", new TaskState(10, 10, "passed")));
        load().hintsShown(copy.lab, "bind", 2);
        assertEquals(Optional.of(PASSED), load().task("lab01", "bind"));
        assertEquals(Optional.of(new TaskState(10, 10, "passed")), load().task("lab01", "stop"));
        assertEquals(Optional.empty(), load().task("lab01", "close"));
        assertEquals(2, load().hints("lab01", "bind"));
        assertFalse(load().isFresh());
    }

    @Test
    @DisplayName("the order is the same whatever came first, and members of others stay")
    void stable() {
        load().record(copy.lab, Map.of("bind", PASSED));
        load().record(copy.lab, Map.of("accept-loop", FAILED));
        String first = copy.read(FILE);
        copy.delete(FILE);
        load().record(copy.lab, Map.of("accept-loop", FAILED));
        load().record(copy.lab, Map.of("bind", PASSED));
        assertEquals(first, copy.read(FILE));
        copy.write(FILE, "{\"version\":1,\"quiz\":{\"lab01\":[1,2]}}");
        load().record(copy.lab, Map.of("bind", PASSED));
        assertTrue(copy.read(FILE).replaceAll("\\s", "").contains("\"quiz\":{\"lab01\":[1,2]}"), copy.read(FILE));
    }

    @Test
    @DisplayName("a damaged file is moved to the backups and reported in one line; progress starts over")
    void damaged() {
        for (String damage : new String[] {"{\"version\": 1, \"labs\"", "", "[]", "{\"version\":1,\"labs\":[]}", "{}",
                "{\"version\":1,\"labs\":{\"lab01\":{\"tasks\":{\"bind\":7}}}}", "\u0000\u0001"}) {
            copy.write(FILE, damage);
            Progress progress = load();
            assertEquals(1, progress.warning().orElse("").lines().count(), damage);
            assertTrue(progress.warning().orElseThrow().contains(".backups"), progress.warning().orElseThrow());
            assertTrue(copy.isKeptSomewhere(damage), damage);
            progress.record(copy.lab, Map.of("bind", PASSED));
            progress.record(copy.lab, Map.of("stop", FAILED));
            assertEquals(Optional.of(PASSED), load().task("lab01", "bind"));
        }
    }

    @Test
    @DisplayName("a damaged file never stops a command")
    void damagedInCommand() {
        copy.write(FILE, "{");
        CourseCopy.Run run = copy.course("next");
        assertEquals(0, run.exitCode());
        assertTrue(run.err().contains("damaged"), run.err());
        assertTrue(run.out().contains("bind"), run.out());
    }

    @Test
    @DisplayName("a file of a newer version is left alone")
    void newer() {
        String newer = "{\"version\":99}";
        copy.write(FILE, newer);
        Progress progress = load();
        assertTrue(progress.warning().orElse("").contains("newer"));
        assertThrows(UserError.class, () -> progress.record(copy.lab, Map.of("bind", PASSED)));
        assertEquals(newer, copy.read(FILE));
    }

    @Test
    @DisplayName("where it cannot be written, a Problem names the file, and hints are shown all the same")
    void cannotWrite() throws IOException {
        Files.createDirectories(copy.root.resolve(FILE).resolve("in-the-way"));
        UserError problem = assertThrows(UserError.class, () -> load().record(copy.lab, Map.of("bind", PASSED)));
        assertTrue(problem.getMessage().contains(".progress.json"), problem.getMessage());
        assertFalse(List.of(copy.course.labs().toFile().list()).toString().contains(".new"),
                "a temporary file is left");
        CourseCopy.Run run = copy.course("hint", "lab01", "bind");
        assertTrue(run.out().contains("hint 1 of 3"), run.out());
        assertEquals(2, run.exitCode());
        assertTrue(run.err().lines().allMatch(line -> line.startsWith("course")), run.err());
    }

    @Test
    @DisplayName("a grader error says nothing about the learner, so it is not kept")
    void graderError() {
        load().record(copy.lab, Map.of("bind", PASSED));
        load().record(copy.lab, Map.of("bind", new TaskState(0, 15, "grader error")));
        assertEquals(Optional.of(PASSED), load().task("lab01", "bind"));
    }

    /** Another process: records tasks `NAME-0` to `NAME-39` in the checkout. */
    static final class Other {
        public static void main(String[] args) {
            Course course = Course.around(Path.of(args[0]));
            for (int i = 0; i < 40; i++) {
                Progress.load(course).record(course.lab("lab01"), Map.of(args[1] + "-" + i, PASSED));
            }
        }
    }

    @Test
    @DisplayName("two processes at once lose nothing of each other")
    void twoProcesses() throws Exception {
        List<Process> both = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            both.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp", System.getProperty("java.class.path"), Other.class.getName(), copy.root.toString(), name)
                    .inheritIO()
                    .start());
        }
        for (Process one : both) {
            assertEquals(0, one.waitFor());
        }
        for (int i = 0; i < 40; i++) {
            assertEquals(Optional.of(PASSED), load().task("lab01", "a-" + i), "a-" + i);
            assertEquals(Optional.of(PASSED), load().task("lab01", "b-" + i), "b-" + i);
        }
    }

    @Test
    @DisplayName("where there can be no lock, the place is kept all the same")
    void noLock() throws IOException {
        Files.createDirectories(copy.root.resolve("labs/.progress.lock"));
        load().record(copy.lab, Map.of("bind", PASSED));
        assertEquals(Optional.of(PASSED), load().task("lab01", "bind"));
    }

    @Test
    @DisplayName("many at once lose nothing of each other")
    void manyAtOnce() {
        try (var threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory())) {
            for (int i = 0; i < 40; i++) {
                String task = "task-" + i;
                Progress progress = load();
                threads.submit(() -> progress.record(copy.lab, Map.of(task, PASSED)));
            }
        }
        for (int i = 0; i < 40; i++) {
            assertEquals(Optional.of(PASSED), load().task("lab01", "task-" + i));
        }
    }
}
