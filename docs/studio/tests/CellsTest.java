package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.cells.Cell;
import docs.site.cells.InteractiveShell;
import docs.site.cells.Outcome;
import docs.site.cells.PageCells;
import docs.site.cells.Recording;
import docs.studio.cells;
import grader.core.console.CommandLines;
import grader.core.course.Course;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** `cells lab05 --upto whole`: a JShell that goes on where a page stops, and what a wrong call is told. */
class CellsTest {

    private final StringWriter said = new StringWriter();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void goOnAfterTheCellThatIsNamed() {
        assertEquals(0, run("IO.println(\"parts: \" + budget.size());\nmeanWait(0.5, 10, 1, 1)\n/exit\n",
                "seven-stops", "--upto", "budget"), said::toString);
        assertEquals("cells of seven-stops: budget", said.toString().strip());
        assertTrue(shown().contains("plot of bars: 180 ms by their parts"), this::shown);
        assertTrue(shown().contains("parts: 10"), this::shown);
        assertTrue(shown().contains("cannot find symbol"), "queue comes after budget: " + shown());
    }

    @Test
    void knowTheTypesOfTheLab() {
        assertEquals(0, run("/exit\n", "lab03", "--upto", "without-a-socket"), said::toString);
        PageCells page = PageCells.named(Course.here(), "lab03");
        Cell last =
                page.cells().stream().filter(cell -> cell.id().equals("without-a-socket")).findFirst().orElseThrow();
        String recorded = Recording.of(last).orElseThrow().outcome().text(Outcome.Kind.OUT);
        assertTrue(shown().contains(recorded), this::shown);
    }

    /** `jshell` reads a file line by line, and ends a statement as soon as it could end. */
    @Test
    void areReadLineByLineAsTheyAreRecorded() {
        try (JShell shell = JShell.create()) {
            SourceCodeAnalysis reading = shell.sourceCodeAnalysis();
            for (PageCells page : PageCells.all(Course.here())) {
                for (Cell cell : page.cells()) {
                    assertEquals(statements(reading, cell.code()),
                            byLine(reading, InteractiveShell.joined(cell.code())),
                            page.name() + " " + cell.id());
                }
            }
        }
    }

    private static List<String> statements(SourceCodeAnalysis reading, String code) {
        List<String> all = new ArrayList<>();
        for (String rest = code; !rest.isBlank();) {
            CompletionInfo next = reading.analyzeCompletion(rest);
            if (next.source() == null) {
                break;      // comments alone
            }
            all.add(plain(next.source()));
            rest = next.remaining();
        }
        all.removeIf(String::isEmpty);
        return all;
    }

    private static List<String> byLine(SourceCodeAnalysis reading, String code) {
        List<String> all = new ArrayList<>();
        String read = "";
        for (String line : code.split("\n")) {
            read += line + "\n";
            for (CompletionInfo next = reading.analyzeCompletion(read); next.completeness().isComplete()
                    && next.source() != null; next = reading.analyzeCompletion(read)) {
                all.add(plain(next.source()));
                read = next.remaining();
            }
        }
        all.removeIf(String::isEmpty);      // comments alone
        return all;
    }

    private static String plain(String statement) {
        return statement.replaceAll("(?m)//[^\"\n]*$|/\\*.*?\\*/", "").replaceAll("\\s+", "");
    }

    @Test
    void tellWhichPagesAndCellsThereAre() {
        assertEquals(2, run("", "lab99"));
        assertTrue(said.toString().startsWith("cells: no page lab99 has cells; those with cells are "), said::toString);
        assertEquals(2, run("", "production", "--upto", "none"));
        assertTrue(said.toString().contains("the page production has no cell none; its cells are exit-codes, "),
                said::toString);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private int run(String typed, String... words) {
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        JavaShellToolBuilder tool = JavaShellToolBuilder.builder()
                .in(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), null)
                .out(out)
                .err(out)
                .persistence(new HashMap<>());
        CommandLine command = CommandLines.of(new cells(Course.here().root(), tool))
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true));
        return command.execute(words);
    }
}
