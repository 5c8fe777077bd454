package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.cells.Cell;
import docs.site.cells.CellNeeds;
import docs.site.cells.PageCells;
import docs.site.cells.PageClasses;
import docs.site.plots.PlotClasses;
import grader.core.course.Course;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which cells a cell builds on: of small cells, and of those of the course, which compile after these alone. */
class SiteCellNeedsTest {

    @Test
    void areThoseThatDeclareANameItUses() {
        assertEquals("type: ; method: ; variable: type; user: method, variable", needs("""
                type | record Point(int x, int y) {}
                method | int twice(int n) { return 2 * n; }
                variable | Point point = new Point(1, 2);
                user | IO.println(twice(point.x()));
                """));
    }

    @Test
    void areOnlyNamedIfNoOtherBuildsOnThem() {
        assertEquals("one: ; two: one; three: two", needs("""
                one | int one = 1;
                two | int two = one + 1;
                three | one + two
                """));
    }

    @Test
    void areNotThoseWhoseNamesTheCellDeclaresItselfOrOnlyMentions() {
        assertEquals("names: ; both: names; block: ; lambda: ; member: ; text: ; again: ; last: again", needs("""
                names | int size = 1, sum = 2; String text() { return ""; }
                both | UnaryOperator<String> echo = text -> text; echo.apply(text());
                block | for (int size = 0; size < 2; size++) { IO.println(size); }
                lambda | BinaryOperator<Integer> add = (size, sum) -> size + sum;
                member | List.of(1).size()
                text | IO.println("size"); // sum
                again | long size = 3;
                last | size
                """));
    }

    private static String needs(String written) {
        StringBuilder text = new StringBuilder();
        written.lines()
                .forEach(line -> text.append("[source%%live,java,id=%s]\n----\n%s\n----\n\n".formatted(
                        (Object[]) line.split(" \\| ", 2))));
        List<Cell> cells = PageCells.of(Path.of("page.adoc"), text.toString()).cells();
        CellNeeds needs = new CellNeeds(cells);
        return String.join("; ", cells.stream()
                .map(cell -> cell.id() + ": " + String.join(", ", needs.of(cell).stream().map(Cell::id).toList()))
                .toList());
    }

    static List<PageCells> pages() {
        return PageCells.all(Course.here());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areAllThatTheCompilerAsksFor(PageCells page) {
        CellNeeds needs = new CellNeeds(page.cells());
        try (PageClasses classes = PageClasses.of(Course.here(), page);
                JShell shell = JShell.builder().executionEngine(new Idle(), Map.of()).build()) {
            classes.path().forEach(path -> shell.addToClasspath(path.toString()));
            for (Cell cell : page.cells()) {
                shell.snippets().toList().reversed().forEach(shell::drop);     // first what needs others
                shell.eval("import module java.base;");
                shell.eval(PlotClasses.IMPORT);
                page.cells().stream().filter(needs.allOf(cell)::contains).forEach(one -> compile(shell, one));
                List<String> wrong = compile(shell, cell);
                assertTrue(cell.fails() || wrong.isEmpty(), cell.id() + ": " + wrong);
            }
        }
    }

    /** The snippets of the cell that do not compile. */
    private static List<String> compile(JShell shell, Cell cell) {
        List<Snippet> snippets = new ArrayList<>();
        String rest = cell.code();
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            shell.eval(next.source() == null ? rest : next.source()).forEach(event -> snippets.add(event.snippet()));
            rest = next.source() == null ? "" : next.remaining();
        }
        return snippets.stream()
                .filter(snippet -> List.of(Status.REJECTED, Status.RECOVERABLE_DEFINED, Status.RECOVERABLE_NOT_DEFINED)
                        .contains(shell.status(snippet)))
                .map(Snippet::source)
                .toList();
    }

    /** Lets JShell compile, and runs nothing. */
    private static final class Idle implements ExecutionControlProvider, ExecutionControl {

        @Override
        public String name() {
            return "idle";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return this;
        }

        @Override
        public void load(ClassBytecodes[] classes) {
            // as if it had
        }

        @Override
        public void redefine(ClassBytecodes[] classes) {
            // as if it had
        }

        @Override
        public String invoke(String className, String methodName) {
            return "";
        }

        @Override
        public String varValue(String className, String variable) {
            return "";
        }

        @Override
        public void addToClasspath(String path) {
            // for the compiler only
        }

        @Override
        public void stop() {
            // nothing runs
        }

        @Override
        public Object extensionCommand(String command, Object argument) {
            return null;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
