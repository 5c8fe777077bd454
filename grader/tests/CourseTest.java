package grader.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.terminal.CourseCommand;
import docs.studio.terminal.Style;
import grader.lab.CommandLines;
import grader.lab.Progress;
import grader.lab.Progress.TaskState;
import grader.tests.CourseCopy.Run;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The map, the next step, hints, and what a wrong command line is answered with. */
class CourseTest {

    private CourseCopy copy;

    @BeforeEach
    void makeCopy(@TempDir Path folder) {
        copy = new CourseCopy(folder);
    }

    private void record(String task, int points, String verdict) {
        Progress.load(copy.course)
                .record(copy.lab, Map.of(task, new TaskState(verdict.equals("passed") ? points : 0, points, verdict)));
    }

    /** Where a text first stands in a file, as `NAME:LINE`. */
    private String at(String name, String text) {
        long before = copy.read("labs/01-sockets/" + name).lines().takeWhile(line -> !line.contains(text)).count();
        return name + ":" + (before + 1);
    }

    @Test
    @DisplayName("the first time the map says welcome, shows all stops and labs, and how to begin")
    void map() {
        Run run = copy.course();
        assertEquals(0, run.exitCode(), run.err());
        for (String text : new String[] {"Welcome", "./jbang site", "● accept", "○ drain", "lab01 Sockets", "0/100", "lab14 Edge",
            "coming", "▶ bind", at("Listener.java", "static Listener bind("), "./jbang grade lab01 --only bind"}) {
            assertTrue(run.out().contains(text), text + " is missing in:\n" + run.out());
        }
        assertFalse(run.out().contains("\u001b"), "colour without a terminal");
        record("bind", 15, "passed");
        assertFalse(copy.course().out().contains("Welcome"));
    }

    @Test
    @DisplayName("colour and ASCII follow the terminal")
    void styles() {
        StringWriter out = new StringWriter();
        CommandLines.of(new CourseCommand(copy.root, new Style(true, false))).setOut(new PrintWriter(out, true)).execute();
        assertTrue(out.toString().contains("\u001b[36m> bind"), out.toString());
        assertTrue(out.toString().chars().allMatch(character -> character < 128), out.toString());
    }

    @Test
    @DisplayName("next moves on when a task is recorded as passed, and stays at a failed one")
    void next() {
        assertTrue(copy.course("next").out().contains("Next: lab01 bind"));
        record("bind", 15, "failed");
        assertTrue(copy.course("next").out().contains("Next: lab01 bind") && copy.course("next").out().contains("failed"));
        record("bind", 15, "passed");
        Run run = copy.course("next");
        assertTrue(run.out().contains("Next: lab01 accept-loop"), run.out());
        assertTrue(run.out().contains(at("Listener.java", "void acceptLoop(")), run.out());
        assertTrue(copy.course().out().contains("✓ bind"));
        assertTrue(copy.course().out().contains("15/100"));
    }

    @Test
    @DisplayName("of a task with two methods the one that is not written yet is shown")
    void secondMethod() {
        record("bind", 15, "passed");
        record("accept-loop", 20, "passed");
        assertTrue(copy.course("next").out().contains(at("HeadReader.java", "static Head read(")));
        copy.replace("labs/01-sockets/HeadReader.java", "timeout) throws IOException {\n        throw new Todo(\"read-head\");",
                "timeout) throws IOException {\n        return null;");
        assertTrue(copy.course("next").out().contains(at("HeadReader.java", "static boolean hasEmptyLine(")));
        copy.replace("labs/01-sockets/HeadReader.java", "throw new Todo(\"read-head\");", "return false;");
        assertTrue(copy.course("next").out().contains("written: grade it"));
    }

    @Test
    @DisplayName("when every task is done the map says so; stretch tasks do not count")
    void done() {
        copy.lab.tasks().stream().filter(task -> !task.stretch()).forEach(task -> record(task.id(), task.points(), "passed"));
        Run run = copy.course();
        assertTrue(run.out().contains("100/100") && run.out().contains("Nothing is left to do"), run.out());
    }

    @Test
    @DisplayName("a lab whose folder is missing is told with the command that writes it")
    void noFolder() {
        for (String file : copy.root.resolve("labs/01-sockets").toFile().list()) {
            copy.delete("labs/01-sockets/" + file);
        }
        copy.delete("labs/01-sockets");
        assertTrue(copy.course("next").out().contains("./jbang starters"));
    }

    @Test
    @DisplayName("hints come one more each time they are asked for, and the third is repeated")
    void hints() {
        for (String number : new String[] {"1", "2", "3", "3"}) {
            Run run = copy.course("hint");
            assertTrue(run.out().contains("hint " + number + " of 3 · lab01 bind"), run.out());
        }
        assertTrue(copy.course("hint", "stop").out().contains("hint 1 of 3 · lab01 stop"));
        assertTrue(copy.course("hint", "lab01", "stop").out().contains("hint 2 of 3"));
        record("bind", 15, "passed");
        assertTrue(copy.course("hint", "lab01").out().contains("lab01 accept-loop"));
        assertEquals(3, Progress.load(copy.course).hints("lab01", "bind"));
    }

    @ParameterizedTest(name = "course {0}")
    @CsvSource(delimiter = '|', value = {
        "hint lab99       | the labs are lab01",
        "hint lab01 bnd   | its tasks are bind",
        "hint lab07       | still to come",
        "skip             | LAB",
        "hnt              | did you mean hint",
        "next --fast      | --fast",
        "next a b         | --help",
        "reset lab01 foo  | its tasks are",
        "doctor --port x  | --port"})
    @DisplayName("a wrong command line is one line with the remedy, exit code 2")
    void wrong(String line, String remedy) {
        Run run = copy.course(line.split(" "));
        assertEquals(2, run.exitCode());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(remedy), run.err());
        assertEquals("", run.out());
    }

    @Test
    @DisplayName("outside a checkout one line says so")
    void outside(@TempDir Path elsewhere) {
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.of(new CourseCommand(elsewhere, Style.PLAIN)).setErr(new PrintWriter(err, true)).execute("next");
        assertEquals(2, exitCode);
        assertTrue(err.toString().contains("not inside a checkout"), err.toString());
    }
}
