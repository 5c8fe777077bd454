package grader.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that are made for a while. */
final class Folder {

    private Folder() {}

    /** Removes a folder and all that is in it, as far as that is possible. A link is removed, not followed. */
    static void delete(Path folder) {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException inUse) {
            // what is left lies in a temporary folder, or in the cache, and harms nobody
        }
    }
}
