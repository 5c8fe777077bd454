package docs.studio.live;

import docs.site.cells.Cell;
import docs.site.cells.PageCells;
import docs.studio.files.SharedFile;
import docs.studio.files.SharedFile.Saved;
import docs.studio.files.SharedFile.Version;
import grader.core.course.Course;
import java.nio.file.Path;

/** The cells that the learner has changed: `labs/.cells/lab05/whole.java`. The pages stay as they are. */
final class KeptCells {

    private final Path folder;

    KeptCells(Course course) {
        folder = course.labs().resolve(".cells");
    }

    /** A cell as it is now: what the learner made of it; as the page has it, its hash is empty. */
    Version of(PageCells page, Cell cell) {
        Version kept = file(page, cell).read();
        return kept.hash().isEmpty() ? new Version(cell.code(), "") : kept;
    }

    /**
     * Keeps what the learner made of a cell, if no other tab has changed it meanwhile.
     *
     * @param base the hash of the version that was edited
     */
    Saved keep(PageCells page, Cell cell, String code, String base) {
        SharedFile file = file(page, cell);
        Saved saved = code.equals(cell.code()) ? file.delete(base) : file.write(code, base);
        return saved.hash().isEmpty() ? new Saved(cell.code(), "", saved.conflict()) : saved;
    }

    private SharedFile file(PageCells page, Cell cell) {
        return new SharedFile(folder.resolve(page.name()).resolve(cell.id() + ".java"));
    }
}
