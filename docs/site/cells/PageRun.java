package docs.site.cells;

import grader.console.UserError;
import grader.course.Course;
import grader.course.Lab;
import grader.files.Folders;
import grader.source.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        Optional<Lab> lab = course.all().stream().filter(each -> each.name().equals(page.name())).findFirst();
        Path classes = folder();
        try {
            List<Path> classPath = new ArrayList<>(List.of(classes));
            if (lab.isPresent()) {
                LabClasses.compile(lab.get(), classes);
                classPath.addAll(Libraries.of(lab.get()));
            }
            return run(page, classPath, next);
        } finally {
            Folders.delete(classes);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("cells-classes");
        } catch (IOException error) {
            throw UserError.of(error, "making a folder for classes");
        }
    }

    private static Map<Cell, Run> run(PageCells page, List<Path> classPath, Consumer<Cell> next) {
        Map<Cell, Run> runs = new LinkedHashMap<>();
        try (Session session = new Session(classPath)) {
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
