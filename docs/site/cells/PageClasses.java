package docs.site.cells;

import docs.site.plots.PlotClasses;
import grader.console.UserError;
import grader.course.Course;
import grader.course.Lab;
import grader.files.Folders;
import grader.source.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the cells of a page can use beside the JDK: {@link docs.site.plots.Plot}, the types of the page's lab, and the
 * libraries of that.
 *
 * @param folder of the types; deleted in the end
 * @param path all of them, as a class path
 */
public record PageClasses(Path folder, List<Path> path) implements AutoCloseable {

    public static PageClasses of(Course course, PageCells page) {
        Optional<Lab> lab = course.all().stream().filter(each -> each.name().equals(page.name())).findFirst();
        PageClasses classes = new PageClasses(newFolder(), new ArrayList<>());
        try {
            classes.path.add(classes.folder);
            PlotClasses.copy(classes.folder);
            if (lab.isPresent()) {
                LabClasses.compile(lab.get(), classes.folder);
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
