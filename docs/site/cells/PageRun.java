package docs.site.cells;

import grader.core.course.Course;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs all cells of a page in one session, each twice, with the classes of the page's lab. */
public final class PageRun {

    /** How much CPU time a cell may use: it runs again in each `verify`, also on a machine that is busy. */
    private static final Duration MOST_CPU = Duration.ofSeconds(2);

    /** What a cell came to, and then when it was run again, as readers do; the CPU time is that of its first run. */
    public record Run(Outcome outcome, Outcome again, Duration cpu) {

        /** What is wrong with how it ran: it used too much CPU time, or it cannot be run again. */
        public Optional<String> defect(Cell cell) {
            if (cpu.compareTo(MOST_CPU) > 0) {
                return Optional.of(
                        String.format(Locale.ROOT, "used %.1f s of CPU time, and a cell may use %d s: let it do less",
                                cpu.toMillis() / 1000.0, MOST_CPU.toSeconds()));
            }
            return cell.isSame(outcome, again) ? Optional.empty()
                    : Optional.of("comes to something else when it is run again:" + again.indented()
                            + "\n  the first time:" + outcome.indented());
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
                Duration cpu = after.compareTo(before) < 0 ? after : after.minus(before);
                runs.put(cell, new Run(outcome, session.run(cell.id(), cell.code(), Limits.DEFAULT), cpu));
            }
        }
        return runs;
    }
}
