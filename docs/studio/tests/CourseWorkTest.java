package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.GradingHistory;
import grader.core.course.Lab;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.core.starter.Starter;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** skip, unskip, reset, solution: whatever they do, the learner's work is kept. */
class CourseWorkTest {

    private static final String OWN = "labs/01-sockets/Listener.java";
    private static final String REFERENCE = "solutions/01-sockets/Listener.java";

    private CourseCopy copy;
    private String mine;

    @BeforeEach
    void work(@TempDir Path folder) {
        copy = new CourseCopy(folder);
        copy.replace(OWN, "throw new Todo(\"bind\");", "return null; // mine");
        copy.write("labs/01-sockets/Extra.java", "final class Extra {}\n");
        mine = copy.read(OWN);
    }

    private void good(Run run) {
        assertEquals(0, run.exitCode(), run.out() + run.err());
    }

    @Test
    @DisplayName("skip puts the reference in place, unskip brings everything of the learner's back")
    void skip() {
        Progress.load(copy.course).record(copy.lab, Map.of("bind", new TaskState(15, 15, "passed")));
        good(copy.course("skip", "lab01"));
        assertEquals(Starter.reference(copy.lab).get("Listener.java"), copy.read(OWN));
        assertEquals(mine, copy.read("labs/.mine/01-sockets/Listener.java"));
        assertTrue(Progress.load(copy.course).skipped("lab01"));
        assertTrue(copy.course().out().contains("skipped"));
        Progress.load(copy.course).record(copy.lab, Map.of("stop", new TaskState(0, 10, "skipped by the learner")));
        good(copy.course("unskip", "lab01"));
        assertEquals(mine, copy.read(OWN));
        assertEquals("final class Extra {}\n", copy.read("labs/01-sockets/Extra.java"));
        assertFalse(copy.exists("labs/.mine/01-sockets") || copy.exists("labs/01-sockets/.reference"));
        Progress after = Progress.load(copy.course);
        assertFalse(after.skipped("lab01"));
        assertEquals(Optional.empty(), after.task("lab01", "stop"));
        assertTrue(after.task("lab01", "bind").isPresent());
    }

    @Test
    @DisplayName("an earlier .mine folder is never overwritten, and a second skip changes nothing")
    void skipTwice() {
        copy.write("labs/.mine/01-sockets/Listener.java", "older");
        good(copy.course("skip", "lab01"));
        assertEquals(mine, copy.read("labs/.mine/01-sockets-2/Listener.java"));
        Run again = copy.course("skip", "lab01");
        assertEquals(2, again.exitCode());
        assertTrue(again.err().contains("unskip"), again.err());
        good(copy.course("skip", "--undo", "lab01"));
        assertEquals(mine, copy.read(OWN));
        assertEquals("older", copy.read("labs/.mine/01-sockets/Listener.java"));
    }

    @Test
    @DisplayName("a range skips all its labs, those that are skipped already excepted, and --undo brings all back")
    void skipRange(@TempDir Path folder) {
        CourseCopy two = new CourseCopy(folder, 2);
        String own = two.read(OWN);
        good(two.course("skip", "lab01"));
        Run range = two.course("skip", "lab01-lab02");
        good(range);
        assertTrue(range.out().startsWith("lab01 is skipped already.\nlab02 is skipped: "), range.out());
        assertTrue(Progress.load(two.course).skipped("lab01") && Progress.load(two.course).skipped("lab02"));
        good(two.course("skip", "--undo", "lab01-lab02"));
        assertEquals(own, two.read(OWN));
        assertFalse(Progress.load(two.course).skipped("lab02"));
        Run backwards = two.course("skip", "lab02-lab01");
        assertEquals(2, backwards.exitCode());
        assertTrue(backwards.err().contains("lab01 comes before lab02; write lab01-lab02"), backwards.err());
    }

    @Test
    @DisplayName("a range leaves a lab alone that is done")
    void skipRangeAfterADoneLab(@TempDir Path folder) {
        CourseCopy two = new CourseCopy(folder, 2);
        Lab first = two.course.lab("lab01");
        Progress.load(two.course)
                .record(first, first.tasks()
                        .stream()
                        .collect(Collectors.toMap(Task::id,
                                task -> new TaskState(task.points(), task.points(), "passed"))));
        String own = two.read(OWN);
        Run range = two.course("skip", "lab01-lab02");
        good(range);
        assertTrue(range.out().startsWith("lab01 is done: your own files stay.\nlab02 is skipped"), range.out());
        assertEquals(own, two.read(OWN));
    }

    @Test
    @DisplayName("a reference copy that was edited is kept when the learner's files come back")
    void editedCopy() {
        good(copy.course("skip", "lab01"));
        copy.append(OWN, "// tried something\n");
        String tried = copy.read(OWN);
        good(copy.course("unskip", "lab01"));
        assertEquals(mine, copy.read(OWN));
        assertTrue(copy.isKeptSomewhere(tried));
    }

    @Test
    @DisplayName("while a lab is skipped its copy follows the course, and the learner's files do when they are back")
    void skippedIsRenewed() {
        good(copy.course("skip", "lab01"));
        copy.append(REFERENCE, "// better\n");
        copy.append("solutions/01-sockets/RequestLine.java", "// better\n");
        good(copy.starters());
        assertEquals(Starter.reference(copy.lab).get("Listener.java"), copy.read(OWN));
        good(copy.course("unskip", "lab01"));
        assertEquals(mine, copy.read(OWN));
        assertTrue(copy.read("labs/01-sockets/RequestLine.java").endsWith("// better\n"));
    }

    /** As if skip had been killed between its two renamings. */
    private void interruptSkip() throws IOException {
        Files.createDirectories(copy.root.resolve("labs/.mine"));
        Files.move(copy.root.resolve("labs/01-sockets"), copy.root.resolve("labs/.mine/01-sockets"));
    }

    @Test
    @DisplayName("after a skip that was cut off, map and next say so, and unskip brings the files back")
    void interrupted() throws IOException {
        interruptSkip();
        for (Run run : new Run[] {copy.course(), copy.course("next")}) {
            good(run);
            assertTrue(run.out().contains("labs/.mine/01-sockets") && run.out().contains("./jbang course unskip lab01"),
                    run.out());
            assertFalse(run.out().contains("./jbang starters"), run.out());
        }
        for (String command : new String[] {"skip", "reset"}) {
            Run run = copy.course(command, "lab01");
            assertEquals(2, run.exitCode());
            assertTrue(run.err().contains("./jbang course unskip lab01"), run.err());
        }
        good(copy.course("unskip", "lab01"));
        assertEquals(mine, copy.read(OWN));
        assertFalse(copy.exists("labs/.mine/01-sockets"));
        assertEquals(2, copy.course("unskip", "lab01").exitCode());
    }

    @Test
    @DisplayName("after a skip that was cut off, fresh starters do not hide the learner's files")
    void interruptedThenStarters() throws IOException {
        interruptSkip();
        good(copy.starters());
        assertEquals(mine, copy.read(OWN));
    }

    @Test
    @DisplayName("where nothing can be moved, skip leaves all as it is")
    void cannotSkip() {
        copy.write("labs/.mine", "a file in the way");
        Run run = copy.course("skip", "lab01");
        assertEquals(2, run.exitCode());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals(mine, copy.read(OWN));
        assertFalse(Progress.load(copy.course).skipped("lab01"));
    }

    @Test
    @DisplayName("reset LAB goes back to the starter, with everything of the learner's in the backup")
    void resetLab() {
        Run run = copy.course("reset", "lab01");
        good(run);
        assertTrue(run.out().contains(".backups"), run.out());
        assertEquals(0, copy.starters("--check").exitCode());
        assertTrue(copy.isKeptSomewhere(mine) && copy.isKeptSomewhere("final class Extra {}\n"));
    }

    @Test
    @DisplayName("reset LAB TASK puts only that task's methods back")
    void resetTask() {
        copy.replace(OWN, "Todo.report(\"stop\");", "socket.close(); // also mine");
        String before = copy.read(OWN);
        good(copy.course("reset", "lab01", "bind"));
        assertEquals(before.replace("return null; // mine", "throw new Todo(\"bind\");"), copy.read(OWN));
        assertTrue(copy.isKeptSomewhere(before));
        assertTrue(copy.course("reset", "lab01", "bind").out().contains("nothing to put back"));
    }

    @Test
    @DisplayName("a reset leaves the mode of a file, and the end of each line that it does not put back")
    void resetOfAFileWithBothLineEnds() throws IOException {
        String before = copy.read(OWN).replace("// task bind\n", "// task bind\r\n");
        copy.write(OWN, before);
        Path file = copy.root.resolve(OWN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        good(copy.course("reset", "lab01", "bind"));
        assertEquals(before.replace("return null; // mine", "throw new Todo(\"bind\");"), copy.read(OWN));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        good(copy.course("reset", "lab01"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    @DisplayName("a file that cannot be parsed, or has lost its mark, is not touched by reset LAB TASK")
    void resetBroken() {
        copy.append(OWN, "}");
        String broken = copy.read(OWN);
        Run run = copy.course("reset", "lab01", "bind");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("Listener.java:") && run.err().contains("reset lab01"), run.err());
        assertEquals(broken, copy.read(OWN));
        copy.write(OWN, mine.replace("// task bind", ""));
        assertTrue(copy.course("reset", "lab01", "bind").err().contains("// task bind"));
    }

    @Test
    @DisplayName("a solution is shown when its task is passed, or with --force, and of that task only")
    void solution() {
        Run gate = copy.course("solution", "lab01", "bind");
        assertEquals(1, gate.exitCode());
        assertTrue(gate.out().contains("3 of 3 left") && !gate.out().contains("InetSocketAddress("), gate.out());
        Run forced = copy.course("solution", "lab01", "bind", "--force");
        good(forced);
        assertTrue(forced.out().contains("-        return null; // mine"), forced.out());
        assertTrue(forced.out().contains("+            socket.bind(new InetSocketAddress("), forced.out());
        assertFalse(forced.out().contains("handler.serve("), forced.out());
        Progress.load(copy.course).record(copy.lab, Map.of("bind", new TaskState(15, 15, "passed")));
        assertEquals(forced.out(), copy.course("solution", "lab01", "bind").out());
        assertEquals(1, copy.course("solution", "lab01").exitCode());
        assertTrue(copy.course("solution", "lab01", "--force").out().contains("handler.serve("));
    }

    @Test
    @DisplayName("history lists gradings, shows what changed since one, and brings its files back")
    void history() {
        assertEquals("lab01 was not graded yet: ./jbang grade lab01\n", copy.course("history", "lab01").out());
        new GradingHistory(copy.lab).add("bind", 3, Map.of("bind", new TaskState(3, 15, "failed")), "",
                GradingHistory.files(copy.lab));
        copy.write("labs/01-sockets/Later.java", "final class Later {}\n");
        copy.replace(OWN, "return null; // mine", "return null; // later");
        String later = copy.read(OWN);
        assertTrue(copy.course("history", "lab01").out().lines().findFirst().orElseThrow().endsWith("3/100  ✗ bind"));
        assertTrue(copy.course("history", "lab01", "1").out().contains("+        return null; // later"));
        assertEquals("course history: the history of lab01 has no grading 7; ./jbang course history lab01 lists them\n",
                copy.course("history", "lab01", "1", "7").err());

        good(copy.course("history", "lab01", "--restore", "1"));
        assertEquals(mine, copy.read(OWN));
        assertFalse(copy.exists("labs/01-sockets/Later.java"));
        assertTrue(copy.isKeptSomewhere("final class Later {}\n"));
        assertTrue(copy.isKeptSomewhere(later));
        assertTrue(copy.course("history", "lab01", "--restore", "1").out().contains("already"));
    }
}
