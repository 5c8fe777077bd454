package docs.studio.live;

import docs.site.cells.PageCells;
import docs.site.cells.PageClasses;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose classes the cells of a lab's page use. The reference's unless the learner has chosen otherwise, since cells are
 * recorded with those, and a newcomer's have nothing but open tasks. A choice is kept in `labs/.cells/lab05/classes`.
 */
final class KeptChoice {

    private static final String MINE = "mine";
    private static final String REFERENCE = "reference";

    private final Course course;

    KeptChoice(Course course) {
        this.course = course;
    }

    /** `reference` or `mine`; null if the page is no lab's, so that there is nothing to choose. */
    String of(PageCells page) {
        return PageClasses.lab(course, page).map(lab -> isMine(page) ? MINE : REFERENCE).orElse(null);
    }

    /** The lab whose own files the cells of a page use; empty if they use the reference's, or none. */
    Optional<Lab> own(PageCells page) {
        return PageClasses.lab(course, page).filter(lab -> isMine(page));
    }

    private boolean isMine(PageCells page) {
        return Files.exists(file(page));
    }

    /** @throws UserError if the page is no lab's, or there is no such choice */
    void choose(PageCells page, String choice) {
        if (of(page) == null) {
            throw new UserError("the page " + page.name() + " has no lab, so its cells use no classes of one",
                    "reload the page");
        }
        switch (choice) {
            case MINE -> AtomicFile.write(file(page), MINE + "\n");
            case REFERENCE -> forget(page);
            default -> throw new UserError("there are no classes called " + choice,
                    "choose " + REFERENCE + " or " + MINE);
        }
    }

    private void forget(PageCells page) {
        try {
            Files.deleteIfExists(file(page));
        } catch (IOException error) {
            throw UserError.of(error, "deleting " + PathText.shown(file(page)));
        }
    }

    private Path file(PageCells page) {
        return course.labs().resolve(".cells").resolve(page.name()).resolve("classes");
    }
}
