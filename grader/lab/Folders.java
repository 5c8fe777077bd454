package grader.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Whole folders. */
final class Folders {

    private Folders() {}

    /** All regular files below `folder`, sorted; none if it does not exist. */
    static List<Path> filesBelow(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException error) {
            throw Problem.of(error, "reading " + Course.shown(folder));
        }
    }

    /** Moves a folder to a place where nothing is, on the same disk: at once, as a whole. */
    static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to);
        } catch (IOException error) {
            throw Problem.of(error, "moving " + Course.shown(from) + " to " + Course.shown(to));
        }
    }

    /** Deletes a folder and what is in it. For what the course made itself only. */
    static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException error) {
            throw Problem.of(error, "removing " + Course.shown(folder));
        }
    }
}
