package docs.site.cells;

import grader.course.Course;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs all cells of a page in one session, with the classes of the page's lab. */
public final class PageRun {

    /** How much CPU time a cell may use: it runs again in each `verify`, also on a machine that is busy. */
    private static final Duration MOST_CPU = Duration.ofSeconds(2);

    /** What a cell came to, and the CPU time that its code used. */
    public record Run(Outcome outcome, Duration cpu) {

        /** What is wrong with the cell if it used too much CPU time. */
        public Optional<String> tooMuch() {
            return cpu.compareTo(MOST_CPU) <= 0 ? Optional.empty()
                    : Optional.of("used %.1f s of CPU time, and a cell may use %d s: let it do less".formatted(
                            cpu.toMillis() / 1000.0, MOST_CPU.toSeconds()));
        }
    }

    private PageRun() {}

    /** @param next is told each cell before it runs */
    public static Map<Cell, Run> of(Course course, PageCells page, Consumer<Cell> next) {
        try (PageClasses classes = PageClasses.of(course, page)) {
            return run(page, classes.path(), next);
        }
    }

    private static Map<Cell, Run> run(PageCells page, List<Path> classPath, Consumer<Cell> next) {
        Map<Cell, Run> runs = new LinkedHashMap<>();
        try (Session session = new Session(classPath)) {
            session.start();    // No cell pays for this.
            for (Cell cell : page.cells()) {
                next.accept(cell);
                Duration before = session.cpu();
                Outcome outcome = session.run(cell.id(), cell.code(), Limits.DEFAULT);
                Duration after = session.cpu();
                // A cell that ended its process has left a fresh one, or none.
                runs.put(cell, new Run(outcome, after.compareTo(before) < 0 ? after : after.minus(before)));
            }
        }
        return runs;
    }
}
