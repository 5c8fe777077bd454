package docs.studio.grading;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * `labs/.studio/grading`: the lab that is being graded. A studio that is killed leaves it behind, so the next one can
 * say what was lost.
 */
public final class GradingNote {

    private final Path file;
    private int running;

    public GradingNote(Course course) {
        file = course.labs().resolve(".studio/grading");
    }

    /** A grading begins; the caller tells of its end. */
    synchronized void begin(Lab lab) {
        running++;
        try {
            AtomicFile.write(file, lab.name() + "\n");
        } catch (UserError fullDisk) {
            // the grading is worth more than a note of it
        }
    }

    /** A grading has ended; another grading may still run. */
    synchronized void end() {
        running--;
        if (running == 0) {
            forget();
        }
    }

    /** The lab that a killed studio was grading, and forgets it; empty if it graded none. */
    public synchronized Optional<String> left() {
        try {
            return Optional.of(Files.readString(file).strip()).filter(lab -> lab.matches("lab\\d\\d"));
        } catch (IOException none) {
            return Optional.empty();
        } finally {
            forget();
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // the next start tells of a grading too many
        }
    }
}
