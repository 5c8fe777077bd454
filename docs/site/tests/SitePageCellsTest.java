package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.cells.Cell;
import docs.site.cells.Comparison;
import docs.site.cells.Outcome;
import docs.site.cells.PageCells;
import docs.site.cells.PageRun;
import docs.site.page.Defect;
import grader.contributing.testrunner.Changes;
import grader.core.course.Course;
import grader.proofs.mutants.tests.LabsTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cells of the course's pages come to what is recorded, each time, and none of them needs much of the processor.
 */
class SitePageCellsTest {

    static List<PageCells> pages() {
        Changes changes = Changes.ofThisRun();
        return PageCells.all(Course.here())
                .stream()
                .filter(page -> LabsTest.THOROUGH || changes.below("solutions/") || changes.touch(page.name() + ".adoc")
                        || changes.below("docs/pages/" + page.name() + ".cells/") || changes.sample(page.name(), 8))
                .toList();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("pages")
    void comeToWhatIsRecorded(PageCells page) {
        List<Defect> defects = Comparison.of(Course.here(), page);
        assertEquals("", defects.stream().map(Defect::toString).collect(Collectors.joining("\n")));
    }

    @Test
    void aCellMayNeitherTakeLongNorDifferWhenItIsRunAgain() {
        Cell cell = page("""
                [source%live,java,id=any]
                ----
                1 + 1
                ----
                """).cells().getFirst();
        Outcome two = new Outcome(List.of(new Outcome.Line(Outcome.Kind.VALUE, "2")));
        Outcome three = new Outcome(List.of(new Outcome.Line(Outcome.Kind.VALUE, "3")));
        assertEquals(Optional.empty(), new PageRun.Run(two, two, Duration.ofSeconds(2)).defect(cell));
        assertEquals(Optional.of("used 2.1 s of CPU time, and a cell may use 2 s: let it do less"),
                new PageRun.Run(two, two, Duration.ofMillis(2_100)).defect(cell));
        assertEquals(Optional.of("""
                comes to something else when it is run again:
                    value: 3
                  the first time:
                    value: 2"""), new PageRun.Run(two, three, Duration.ZERO).defect(cell));
    }

    @Test
    void eachCellIsRunAgain() {
        PageCells page = page("""
                [source%live,java,id=made]
                ----
                Files.createDirectory(Path.of("made"))
                ----
                """);
        Outcome again = PageRun.of(Course.here(), page, cell -> {}).get(page.cells().getFirst()).again();
        assertTrue(again.toString().contains("FileAlreadyExistsException: made"), again::toString);
    }

    @Test
    void theProcessorTimeOfACellIsThatOfItsOwnCode() {
        PageCells page = page("""
                [source%live,java,id=idle]
                ----
                1 + 1
                ----

                [source%live,java,id=busy]
                ----
                var threads = java.lang.management.ManagementFactory.getThreadMXBean();
                while (threads.getCurrentThreadCpuTime() < 500_000_000) { }
                ----
                """);
        List<Duration> cpu =
                PageRun.of(Course.here(), page, cell -> {}).values().stream().map(PageRun.Run::cpu).toList();
        assertTrue(cpu.getLast().toMillis() >= 400, cpu::toString);
        assertTrue(cpu.getLast().compareTo(cpu.getFirst()) > 0, cpu::toString);
    }

    private static PageCells page(String text) {
        return PageCells.of(Course.here().pages().resolve("none.adoc"), text);
    }
}
