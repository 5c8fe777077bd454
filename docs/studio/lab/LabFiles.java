package docs.studio.lab;

import docs.studio.files.SharedFile;
import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.files.Sha256;
import grader.core.starter.SkippedLabs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The learner's files of a lab, for an editor that is not alone: an IDE may save the same file. Only what the folder
 * lists can be read, by its name; only what it lists or what is missing there can be written.
 */
final class LabFiles {

    /** Of a file in the folder itself, visible, and on every system. */
    private static final String NAME = "(?U)[\\w$][\\w$ .()-]*\\.(?:java|sql)";

    private LabFiles() {}

    /**
     * All files, by name. A link that leads out of labs/ is none of them.
     *
     * @throws UserError if the folder is missing
     */
    static Map<String, Path> of(Lab lab) {
        SkippedLabs.checkWhole(lab);
        if (!Files.isDirectory(lab.own())) {
            throw new UserError(PathText.shown(lab.own()) + " is missing",
                    "bring the lab back as it was in the beginning: ./jbang course reset " + lab.name());
        }
        Map<String, Path> files = new LinkedHashMap<>();
        LabSources.of(lab)
                .stream()
                .filter(file -> isIn(lab.course().labs(), file))
                .forEach(file -> files.put(file.getFileName().toString(), file));
        return files;
    }

    private static boolean isIn(Path folder, Path file) {
        try {
            return file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    /** The file of this name. */
    static Path file(Lab lab, String name) {
        Map<String, Path> files = of(lab);
        if (!files.containsKey(name)) {
            throw new UserError(PathText.shown(lab.own()) + " has no file " + name, names(lab, files.keySet()));
        }
        return files.get(name);
    }

    private static String names(Lab lab, Iterable<String> names) {
        String all = String.join(", ", names);
        return all.isEmpty() ? "bring the lab back as it was in the beginning: ./jbang course reset " + lab.name()
                : "it has " + all;
    }

    /** The hashes of all files, by name; none where there is no folder. A file that is no text has one, too. */
    static Map<String, String> hashes(Lab lab) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Path file : LabSources.of(lab)) {
            if (isIn(lab.course().labs(), file)) {
                hash(file).ifPresent(hash -> hashes.put(file.getFileName().toString(), hash));
            }
        }
        return hashes;
    }

    /** The hash of what a file holds; empty if there is none. */
    static Optional<String> hash(Path file) {
        try {
            return Optional.of(Sha256.of(Files.readAllBytes(file)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /**
     * Writes a file if it is still as the editor knows it. Each line keeps its line ending.
     *
     * @param base the hash of the version that was edited; empty: there was no file
     */
    static SharedFile.Saved write(Lab lab, String name, String text, String base) {
        if (SkippedLabs.isSkipped(lab)) {
            throw new UserError(lab.name() + " is skipped: " + PathText.shown(lab.own()) + " holds the reference",
                    "first bring your own files back: ./jbang course unskip " + lab.name());
        }
        return new SharedFile(place(lab, name)).write(text, base);
    }

    /** The place of the file of this name. It may have been deleted while it was open. */
    static Path place(Lab lab, String name) {
        Path place = name.matches(NAME) ? lab.own().resolve(name) : null;
        boolean isFree =
                place != null && Files.isDirectory(lab.own()) && Files.notExists(place, LinkOption.NOFOLLOW_LINKS);
        return isFree ? place : file(lab, name);
    }
}
