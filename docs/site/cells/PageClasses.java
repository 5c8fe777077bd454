package docs.site.cells;

import docs.site.plots.PlotClasses;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What the cells of a page can use beside the JDK: {@link docs.site.plots.Plot}, the types of the page's lab, and the
 * libraries of that.
 *
 * @param folder of the types; deleted in the end
 * @param path all of them, as a class path
 */
public record PageClasses(Path folder, List<Path> path) implements AutoCloseable {

    /** With the reference's types. */
    public static PageClasses of(Course course, PageCells page) {
        return of(lab(course, page), LabClasses::compile);
    }

    /**
     * With the types of the learner's own files of a lab and of those before it.
     *
     * @param sources file, as an error shows it, to text
     * @throws UserError with the first error, its file and its line, if they do not compile
     */
    public static PageClasses ofOwn(Lab lab, Map<String, String> sources) {
        return of(Optional.of(lab), (one, folder) -> LabClasses.compile(one, sources, folder).ifPresent(failure -> {
            throw new UserError("your classes do not compile: " + Errors.plain(failure.toString()),
                    "fix it and run the cell again, or choose the reference's classes");
        }));
    }

    /** The lab of a page; empty if the page is of none. */
    public static Optional<Lab> lab(Course course, PageCells page) {
        return course.all().stream().filter(each -> each.name().equals(page.name())).findFirst();
    }

    private static PageClasses of(Optional<Lab> lab, BiConsumer<Lab, Path> compile) {
        PageClasses classes = new PageClasses(newFolder(), new ArrayList<>());
        try {
            classes.path.add(classes.folder);
            PlotClasses.copy(classes.folder);
            if (lab.isPresent()) {
                compile.accept(lab.get(), classes.folder);
                classes.path.addAll(Libraries.of(lab.get()));
            }
            return classes;
        } catch (IOException error) {
            classes.close();
            throw UserError.of(error, "copying the classes of plots");
        } catch (RuntimeException error) {
            classes.close();
            throw error;
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("cells-classes");
        } catch (IOException error) {
            throw UserError.of(error, "making a folder for classes");
        }
    }

    @Override
    public void close() {
        Folders.delete(folder);
    }
}
