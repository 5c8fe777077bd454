package docs.studio.live;

import docs.site.cells.Cell;
import docs.site.cells.PageCells;
import grader.console.UserError;
import grader.course.Course;
import grader.files.AtomicFile;
import grader.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The cells that the learner has changed: `labs/.cells/lab05/whole.java`. The pages stay as they are. */
final class KeptCells {

    private final Path folder;

    KeptCells(Course course) {
        folder = course.labs().resolve(".cells");
    }

    /** What the learner made of a cell; empty if it is as the page has it. */
    Optional<String> of(PageCells page, Cell cell) {
        Path file = file(page, cell);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    void keep(PageCells page, Cell cell, String code) {
        if (code.equals(cell.code())) {
            forget(page, cell);
        } else {
            AtomicFile.write(file(page, cell), code);
        }
    }

    void forget(PageCells page, Cell cell) {
        try {
            Files.deleteIfExists(file(page, cell));
        } catch (IOException error) {
            throw UserError.of(error, "deleting " + PathText.shown(file(page, cell)));
        }
    }

    private Path file(PageCells page, Cell cell) {
        return folder.resolve(page.name()).resolve(cell.id() + ".java");
    }
}
