package grader.core.files;

import grader.core.console.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Whole folders. */
public final class Folders {

    private Folders() {}

    /** All regular files below `folder`, sorted; none if it does not exist. */
    public static List<Path> filesBelow(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(folder));
        }
    }

    /** Moves a folder to a place where nothing is, on the same disk: at once, as a whole. */
    public static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to);
        } catch (IOException error) {
            throw UserError.of(error, "moving " + PathText.shown(from) + " to " + PathText.shown(to));
        }
    }

    /**
     * Deletes a folder and all that is in it, as far as that is possible. A link is removed, not followed. For what the
     * course made itself only.
     */
    public static void delete(Path folder) {
        if (folder == null || !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException inUse) {
            // what is left is a copy, or is in a temporary folder or the cache, and does no harm
        }
    }
}
