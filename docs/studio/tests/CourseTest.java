package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.terminal.CourseCommand;
import grader.core.console.CommandLines;
import grader.core.console.Style;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map, the next step, and hints. */
class CourseTest {

    private CourseCopy copy;

    @BeforeEach
    void makeCopy(@TempDir Path folder) {
        copy = new CourseCopy(folder);
    }

    private void record(String task, int points, String verdict) {
        record(task, verdict.equals("passed") ? points : 0, points, verdict);
    }

    private void record(String task, int earned, int points, String verdict) {
        Progress.load(copy.course).record(copy.lab, Map.of(task, new TaskState(earned, points, verdict)));
    }

    private String next() {
        Run run = copy.course("next");
        assertEquals(0, run.exitCode(), run.err());
        return run.out();
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
        for (String text : new String[] {"Welcome", "./jbang course opens the pages", "● accept", "○ drain",
                "lab01 Sockets", "0/100",
                "lab14 Edge",
                "coming", "▶ bind", at("Listener.java", "new Todo(\"bind\")"), "./jbang grade lab01 --only bind"}) {
            assertTrue(run.out().contains(text), text + " is missing in:\n" + run.out());
        }
        assertFalse(run.out().contains("\u001b"), "colour without a terminal");
        record("bind", 15, "passed");
        assertFalse(copy.course().out().contains("Welcome"));
    }

    @Test
    @DisplayName("next moves on when a task is recorded as passed, and stays at a failed one")
    void movesOn() {
        assertTrue(next().contains("Next: lab01 bind"));
        record("bind", 15, "failed");
        assertTrue(next().contains("Next: lab01 bind"));
        record("bind", 15, "passed");
        assertTrue(next().contains("Next: lab01 accept-loop"), next());
        assertTrue(next().contains(at("Listener.java", "Todo.report(\"accept-loop\")")), next());
        assertTrue(copy.course().out().contains("✓ bind"));
        assertTrue(copy.course().out().contains("15/100"));
    }

    @Test
    @DisplayName("a task that only waits for others comes after those that are to be written or fixed, as in the "
            + "grader's report")
    void waiting() {
        record("bind", 15, "passed");
        record("accept-loop", 20, "passed");
        record("read-head", 20, 25, "not run");
        record("write-response", 20, "not started");
        assertTrue(next().contains("Next: lab01 write-response"), next());
        String map = copy.course().out();
        assertTrue(map.lines()
                .anyMatch(line -> line.contains("○ read-head") && line.contains("20/25")
                        && line.endsWith("(the rest comes with later tasks)")),
                map);
        record("write-response", 20, "failed");
        assertTrue(next().contains("Next: lab01 write-response"), next());
        for (String[] task : new String[][] {{"write-response", "20"}, {"close", "10"}, {"stop", "10"}}) {
            record(task[0], Integer.parseInt(task[1]), "passed");
        }
        copy.replace("labs/01-sockets/HeadReader.java", "throw new Todo(\"read-head\");", "return null;");
        assertTrue(next().contains("Next: lab01 read-head"), next());
        assertTrue(next().contains("20 of 25, the rest can be graded now: ./jbang grade lab01 --only read-head"),
                next());
    }

    @Test
    @DisplayName("what was written is to be graded, what was graded and failed shows its points and where to look")
    void state() {
        assertFalse(next().contains("written: grade it") || next().contains(" of 15"), next());
        record("bind", 15, "not started");
        assertFalse(next().contains("written: grade it") || next().contains(" of 15"), next());
        copy.replace("labs/01-sockets/Listener.java", "throw new Todo(\"bind\");",
                "return null; // throw new Todo(\"bind\")");
        assertTrue(next().contains(at("Listener.java", "static Listener bind(") + "  (written: grade it)"), next());
        record("bind", 12, 15, "failed");
        assertTrue(next().contains("12 of 15: see ./jbang grade lab01 --only bind"), next());
        assertFalse(next().contains("written: grade it"), next());
    }

    @Test
    @DisplayName("each task says how to try it by hand, one command per line")
    void trials() {
        for (Task task : copy.lab.tasks()) {
            assertTrue(task.trial().startsWith("./jbang lab01"), task.id());
        }
        String bind = next();
        assertTrue(bind.contains("  try     ./jbang lab01\n          in another terminal: ss -ltn 'sport = :8080'\n"),
                bind);
        copy.replace("solutions/01-sockets/tasks.yaml",
                "    try: |-\n      ./jbang lab01\n      in another terminal: ss -ltn 'sport = :8080'\n", "");
        assertTrue(next().contains("try     ./jbang lab01  then, in another terminal: curl"), next());
    }

    @Test
    @DisplayName("a file that does not parse is told in one line; the map and the next step are there all the same")
    void syntaxError() {
        copy.replace("labs/01-sockets/Listener.java", "throw new Todo(\"bind\");", "int one = 1 +;");
        for (String map : new String[] {next(), copy.course().out()}) {
            assertTrue(map.contains(at("Listener.java", "int one") + " does not parse: illegal start of expression\n"),
                    map);
            assertTrue(map.contains("Next: lab01 bind") && !map.contains("written: grade it"), map);
        }
        assertTrue(copy.course().out().contains("● accept"));
        for (String broken : new String[] {"", "}", "final class Listener { static void x() { \"",
                "// task bind\nvoid bind() {", "\u0000"}) {
            copy.write("labs/01-sockets/Listener.java", broken);
            assertTrue(next().contains("Next: lab01 bind"), next());
        }
        Run solution = copy.course("solution", "lab01", "bind", "--force");
        assertEquals(2, solution.exitCode());
        assertTrue(solution.err().contains("Listener.java:1 does not parse"), solution.err());
    }

    @Test
    @DisplayName("of a task with two methods, `next` shows the method that is not written yet")
    void secondMethod() {
        record("bind", 15, "passed");
        record("accept-loop", 20, "passed");
        assertTrue(next().contains(at("HeadReader.java", "new Todo(\"read-head\")")));
        copy.replace("labs/01-sockets/HeadReader.java",
                "timeout) throws IOException {\n        throw new Todo(\"read-head\");",
                "timeout) throws IOException {\n        return null;");
        assertTrue(next().contains(at("HeadReader.java", "new Todo(\"read-head\")")));
        copy.replace("labs/01-sockets/HeadReader.java", "throw new Todo(\"read-head\");", "return false;");
        assertTrue(next().contains("written: grade it"));
    }

    @Test
    @DisplayName("when every task is done the stop and its lab are ticked, and what is left to do is named; "
            + "stretch tasks do not count")
    void done() {
        assertFalse(copy.course().out().contains("✓"));
        copy.lab.tasks()
                .stream()
                .filter(task -> !task.stretch())
                .forEach(task -> record(task.id(), task.points(), "passed"));
        String map = copy.course().out();
        for (String text : new String[] {"✓ accept", "│ ✓ lab01", "100/100", "○ parse", "Well done", "aloud",
                "stretch dual-stack", "./jbang chain"}) {
            assertTrue(map.contains(text), text + " is missing in:\n" + map);
        }
        StringWriter out = new StringWriter();
        CommandLines.of(new CourseCommand(copy.root, new Style(false, false)))
                .setOut(new PrintWriter(out, true))
                .execute();
        assertTrue(out.toString().contains("+ accept") && out.toString().contains("| + lab01"), out.toString());
        record("dual-stack", 0, "passed");
        assertFalse(next().contains("dual-stack"), next());
    }

    @Test
    @DisplayName("a skipped lab is not ticked, and brings no praise")
    void skipped() {
        assertEquals(0, copy.course("skip", "lab01").exitCode());
        String map = copy.course().out();
        assertFalse(map.contains("✓") || map.contains("Well done"), map);
        assertTrue(map.contains("unskip"), map);
    }

    @Test
    @DisplayName("a lab whose folder is missing is told with the command that writes it")
    void noFolder() {
        for (String file : copy.root.resolve("labs/01-sockets").toFile().list()) {
            copy.delete("labs/01-sockets/" + file);
        }
        copy.delete("labs/01-sockets");
        assertTrue(next().contains("./jbang starters"));
    }

    @Test
    @DisplayName("hints come one more each time they are asked for; after the third, all are shown again")
    void hints() {
        for (int number = 1; number <= 3; number++) {
            Run run = copy.course("hint");
            assertTrue(run.out().startsWith("hint " + number + " of 3 · lab01 bind"), run.out());
        }
        String again = copy.course("hint").out();
        assertTrue(again.startsWith("You have seen all hints for lab01 bind.") && again.contains("\nhint 1 of 3")
                && again.contains("\nhint 3 of 3"), again);
        assertTrue(copy.course("hint", "stop").out().contains("hint 1 of 3 · lab01 stop"));
        assertTrue(copy.course("hint", "lab01", "stop").out().contains("hint 2 of 3"));
        record("bind", 15, "passed");
        assertTrue(copy.course("hint", "lab01").out().contains("lab01 accept-loop"));
        assertEquals(3, Progress.load(copy.course).hints("lab01", "bind"));
    }

    @Test
    @DisplayName("the last hint shows its code as it is written, apart from the text")
    void codeInHints() {
        copy.course("hint");
        copy.course("hint");
        String hint = copy.course("hint").out();
        assertTrue(hint.contains("\n\n    // Listener.java\n    static Listener bind(")
                && hint.contains("\n        try {\n            socket.bind(") && hint.contains("\n    }\n\n  that was"),
                hint);
    }

    @Test
    @DisplayName("a hint for a lab that is not begun has to be asked for by the lab's name")
    void hintOfTheNextLab(@TempDir Path twoLabs) {
        copy = new CourseCopy(twoLabs, 2);
        copy.lab.tasks().forEach(task -> record(task.id(), task.points(), "passed"));
        String next = copy.course.all().getLast().name();
        String first = copy.course.lab(next).tasks().getFirst().id();
        String bare = copy.course("hint").out();
        assertTrue(bare.contains(next + " is next") && bare.contains("./jbang course hint " + next), bare);
        assertEquals(0, Progress.load(copy.course).hints(next, first));
        assertTrue(next().contains("./jbang course hint " + next + "\n"), next());
        assertTrue(copy.course("hint", next).out().contains("hint 1 of 3 · " + next + " " + first));
        assertTrue(copy.course("hint").out().contains("hint 2 of 3 · " + next + " " + first));
    }

    @Test
    @DisplayName("no hint breaks a `code span`, and no line is wider than 100 columns")
    void widths() {
        List<String> lines = new ArrayList<>(copy.course().out().lines().toList());
        for (Task task : copy.lab.tasks()) {
            assertEquals(3, task.hints().size(), task.id());
            task.hints().forEach(hint -> lines.addAll(copy.course("hint", "lab01", task.id()).out().lines().toList()));
            lines.addAll(next().lines().toList());
            record(task.id(), task.points(), "passed");
        }
        lines.addAll(next().lines().toList());
        for (String line : lines) {
            assertTrue(line.length() <= 100 || line.contains(copy.root.toString()), line);
            assertEquals(0, line.chars().filter(character -> character == '`').count() % 2, line);
        }
    }
}
