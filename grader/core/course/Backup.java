package grader.core.course;

import grader.core.console.UserError;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps aside what is about to be replaced: below labs/.backups/DATE-TIME/, in the same place as in the checkout.
 *
 * <p>The folder is made with the first file; two backups never share one. Nothing in it is ever overwritten or deleted.
 */
public final class Backup {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Course course;
    private Path folder;

    public Backup(Course course) {
        this.course = course;
    }

    /** Where the copies are, if there are any. */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** Copies a file of the checkout. Returns the copy. */
    public Path copy(Path file) {
        return keep(file, "", to -> Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES));
    }

    /** Moves a file or a folder of the checkout away. Returns the new place. */
    public Path move(Path file) {
        return keep(file, "", to -> Files.move(file, to));
    }

    /**
     * Saves a text beside the others, as `file` with `suffix` appended: the new starter of an edited file, for example.
     */
    public Path put(Path file, String suffix, String text) {
        return keep(file, suffix, to -> Files.writeString(to, text));
    }

    private interface Keeping {
        void into(Path to) throws IOException;
    }

    private Path keep(Path file, String suffix, Keeping keeping) {
        try {
            Path to = make().resolve(course.root().relativize(file.toAbsolutePath().normalize()) + suffix);
            Files.createDirectories(to.getParent());
            keeping.into(to);
            return to;
        } catch (IOException error) {
            throw UserError.of(error, "backing up " + PathText.shown(file) + " to " + PathText.shown(place()));
        }
    }

    private Path place() {
        return course.labs().resolve(".backups");
    }

    private Path make() throws IOException {
        Files.createDirectories(place());
        String name = LocalDateTime.now().format(NAME);
        for (int number = 1; folder == null; number++) {
            try {
                folder = Files.createDirectory(place().resolve(number == 1 ? name : name + "-" + number));
            } catch (FileAlreadyExistsException taken) {
                // The next number, then.
            }
        }
        return folder;
    }
}
