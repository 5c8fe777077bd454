package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.terminal.CourseCommand;
import grader.core.console.CommandLines;
import grader.core.console.Style;
import grader.core.console.Terminal;
import grader.core.files.PathText;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
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

/** How `course` speaks: to terminals and pipes, and to a wrong command line. */
class CourseLinesTest {

    private CourseCopy copy;

    @BeforeEach
    void makeCopy(@TempDir Path folder) {
        copy = new CourseCopy(folder);
    }

    @Test
    @DisplayName("colour and ASCII follow the terminal")
    void styles() {
        StringWriter out = new StringWriter();
        CommandLines.of(new CourseCommand(copy.root, new Style(true, false)))
                .setOut(new PrintWriter(out, true))
                .execute();
        assertTrue(out.toString().contains("\u001b[36m> bind"), out.toString());
        assertTrue(out.toString().chars().allMatch(character -> character < 128), out.toString());
    }

    @Test
    @DisplayName("NO_COLOR, CI and a dumb terminal want no colour")
    void colours() {
        assertTrue(Terminal.isColorful(Map.of("TERM", "xterm", "LANG", "C")));
        for (String[] plain : new String[][] {{"NO_COLOR", "1"}, {"CI", "true"}, {"TERM", "dumb"}}) {
            assertFalse(Terminal.isColorful(Map.of(plain[0], plain[1])), plain[0]);
        }
    }

    @Test
    @DisplayName("a path in a printed command is one word of the shell")
    void quoted() {
        assertEquals("/a/b-1.java", PathText.quoted(Path.of("/a/b-1.java")));
        assertEquals("'/my course/it'\\''s'", PathText.quoted(Path.of("/my course/it's")));
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
        int exitCode = CommandLines.of(new CourseCommand(elsewhere, Style.PLAIN))
                .setErr(new PrintWriter(err, true))
                .execute("next");
        assertEquals(2, exitCode);
        assertTrue(err.toString().contains("not inside a checkout"), err.toString());
    }
}
