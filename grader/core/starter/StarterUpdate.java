package grader.core.starter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.core.console.UserError;
import grader.core.course.Backup;
import grader.core.course.Course;
import grader.core.course.Manifest;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings files below labs/ to what the course says, without losing a learner's work. What was done stands in the lists.
 *
 * <p>A file as the course wrote it last (see {@link Manifest}) is brought up to date, or removed when it belongs no
 * more. In an edited one, what has changed in the starter is merged, after a backup; if that touches what the learner
 * has written, it is left alone. With force it is backed up and then treated as the others.
 */
public final class StarterUpdate {

    private final Course course;
    private final boolean force;
    private final Backup backup;
    private final List<Path> written = new ArrayList<>();
    private final List<Path> removed = new ArrayList<>();
    private final List<Path> edited = new ArrayList<>();
    private final List<Path> foreign = new ArrayList<>();
    private final List<Path> merged = new ArrayList<>();
    private final Map<Path, Path> changedBeneath = new TreeMap<>();     // edited files, and where the new starter is
    private int same;

    StarterUpdate(Course course, boolean force, Backup backup) {
        this.course = course;
        this.force = force;
        this.backup = backup;
    }

    public List<Path> written() {
        return written;
    }

    public Optional<Path> backup() {
        return backup.folder();
    }

    /** What was done and what was left alone, for the user, line by line. */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add("labs/: " + written.size() + " files written, " + removed.size() + " removed, " + same
                + " as they should be");
        removed.forEach(file -> lines.add("removed, no longer part of the course: " + PathText.shown(file)));
        for (Path file : merged) {
            lines.add("edited by you, and its starter has changed; it has both now: " + PathText.shown(file));
        }
        for (Path file : edited) {
            lines.add("edited by you, left alone: " + PathText.shown(file));
            Path fresh = changedBeneath.get(file);
            if (fresh != null) {
                lines.add("  its starter has changed: diff " + PathText.quoted(file) + " " + PathText.quoted(fresh));
            }
        }
        for (Path file : foreign) {
            lines.add("edited by you, but no longer part of the course: " + PathText.shown(file)
                    + "; move what you still need, and delete it");
        }
        backup.folder().ifPresent(folder -> lines.add("kept in " + PathText.shown(folder)));
        return lines;
    }

    /**
     * Makes the file at `path` (below labs/) what `text` says, as far as the rules allow, and notes it in the manifest.
     */
    void bring(String path, String text, Manifest manifest) {
        Path file = course.labs().resolve(path);
        String fresh = Manifest.fingerprintOf(text);
        String last = manifest.fingerprints().put(path, fresh);
        if (!Files.exists(file)) {
            writeText(file, text);
            written.add(file);
            return;
        }
        String now = Manifest.fingerprintOf(file);
        if (now.equals(fresh)) {
            same++;
        } else if (now.equals(last)) {
            writeText(file, text);
            written.add(file);
        } else if (force) {
            backup.copy(file);
            writeText(file, text);
            written.add(file);
        } else if (last == null || last.equals(fresh)) {
            edited.add(file);
        } else {
            merge(file, last, text);
        }
    }

    private void merge(Path file, String last, String text) {
        Optional<String> both = StarterMerge.merge(course, file, last, text);
        if (both.isPresent()) {
            backup.copy(file);
            writeText(file, both.get());
            merged.add(file);
        } else {
            edited.add(file);
            changedBeneath.put(file, backup.put(file, ".new", text));
        }
    }

    /** Removes a file that belongs no more; an edited one stays and is then the learner's own. */
    void drop(String path, Manifest manifest) {
        Path file = course.labs().resolve(path);
        String last = manifest.fingerprints().remove(path);
        if (!Files.exists(file)) {
            return;
        }
        if (!Manifest.fingerprintOf(file).equals(last)) {
            if (!force) {
                foreign.add(file);
                return;
            }
            backup.copy(file);
        }
        try {
            Files.delete(file);
            removed.add(file);
            removeIfEmpty(file.getParent());
        } catch (IOException error) {
            throw UserError.of(error, "removing " + PathText.shown(file));
        }
    }

    /** An editor or git may have given the file other line endings: it keeps them. */
    private static void writeText(Path file, String text) {
        AtomicFile.write(file, hasWindowsEnds(file) ? text.replace("\n", "\r\n") : text);
    }

    private static boolean hasWindowsEnds(Path file) {
        try {
            String old = Files.exists(file) ? Files.readString(file, ISO_8859_1) : "";
            return old.contains("\r\n") && !old.replace("\r\n", "").contains("\n");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try (var left = Files.list(folder)) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }
}
