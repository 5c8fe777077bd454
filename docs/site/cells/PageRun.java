package docs.site.cells;

import grader.lab.Course;
import grader.lab.Folders;
import grader.lab.Lab;
import grader.lab.Libraries;
import grader.lab.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs all cells of a page in one session, with the classes of the page's lab. */
public final class PageRun {

    private PageRun() {}

    /** @param next is told each cell before it runs */
    public static Map<Cell, Outcome> of(Course course, PageCells page, Consumer<Cell> next) {
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
            throw Problem.of(error, "making a folder for classes");
        }
    }

    private static Map<Cell, Outcome> run(PageCells page, List<Path> classPath, Consumer<Cell> next) {
        Map<Cell, Outcome> outcomes = new LinkedHashMap<>();
        try (Session session = new Session(classPath)) {
            for (Cell cell : page.cells()) {
                next.accept(cell);
                outcomes.put(cell, session.run(cell.id(), cell.code(), Limits.DEFAULT));
            }
        }
        return outcomes;
    }
}
