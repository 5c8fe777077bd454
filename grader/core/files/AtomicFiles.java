package grader.core.files;

import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Several files that belong together: all are written completely before the first one is seen. Closing removes what has
 * not become a file.
 */
public final class AtomicFiles implements AutoCloseable {

    private final Map<Path, Path> temporaries = new LinkedHashMap<>();

    /**
     * Writes what is to be the content of `file` beside it. Its parent folders are made where they are missing. A link
     * to a file stays one, and a file that is replaced hands on its mode.
     *
     * @throws UserError naming the file where that cannot be done
     */
    public void add(Path file, AtomicFile.Content content) {
        try {
            Path target = AtomicFile.target(file);
            Path temporary = AtomicFile.beside(target);
            temporaries.put(target, temporary);
            content.writeTo(temporary);
            AtomicFile.keepMode(target, temporary);
        } catch (IOException error) {
            throw AtomicFile.problem(file, error);
        }
    }

    /**
     * Puts all files in place, one after the other.
     *
     * @throws UserError naming the first file that cannot be replaced; if it can be told in advance, all are as before
     */
    public void commit() {
        temporaries.keySet().forEach(AtomicFiles::checkReplaceable);
        temporaries.forEach((file, temporary) -> {
            try {
                AtomicFile.move(temporary, file);
            } catch (IOException error) {
                throw AtomicFile.problem(file, error);
            }
        });
    }

    private static void checkReplaceable(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserError("writing " + PathText.shown(file) + " failed: it is a folder", "move it away");
        }
    }

    @Override
    public void close() {
        temporaries.values().forEach(AtomicFile::remove);
    }
}
