package grader.core.starter;

import grader.core.console.UserError;
import grader.core.course.Backup;
import grader.core.course.Lab;
import grader.core.course.Manifest;
import grader.core.files.AtomicFile;
import grader.core.files.Folders;
import grader.core.files.PathText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Going on with the reference's parts of a lab: the learner's own folder waits in labs/.mine/, and comes back whole.
 *
 * <p>A skipped lab's folder holds a copy of the reference and `.reference`, the manifest of that copy. Folders are
 * renamed, never merged, so a learner's file is at every moment in one of two places. A process killed between two
 * renames leaves no folder in labs/: then {@link #isInterrupted} is true, and unskip brings the learner's back.
 */
public final class SkippedLabs {

    private SkippedLabs() {}

    static Path manifestFile(Lab lab) {
        return lab.own().resolve(".reference");
    }

    public static boolean isSkipped(Lab lab) {
        return Files.exists(manifestFile(lab));
    }

    /** Whether the lab's folder was moved to labs/.mine/ and nothing came in its place. */
    public static boolean isInterrupted(Lab lab) {
        return !Files.exists(lab.own()) && own(lab).isPresent();
    }

    /** Where the learner's own files wait, if the lab is skipped, or was about to be, and they are still there. */
    public static Optional<Path> own(Lab lab) {
        return isSkipped(lab) || !Files.exists(lab.own()) ? new ParkedFolder(lab).latest() : Optional.empty();
    }

    /** Moves the learner's files away and puts the reference in their place. Returns where they are now. */
    public static Path skip(Lab lab) {
        if (isSkipped(lab)) {
            throw new UserError(lab.name() + " is skipped already",
                    "./jbang course unskip " + lab.name() + " brings your own files back");
        }
        checkWhole(lab);
        Path mine = new ParkedFolder(lab).next();
        Path copy = mine.resolveSibling("." + mine.getFileName() + "-reference-" + ProcessHandle.current().pid());
        try {
            writeReference(lab, copy);
            Folders.move(lab.own(), mine);
            moveOrUndo(copy, lab.own(), mine);
            return mine;
        } finally {
            Folders.delete(copy);
        }
    }

    /**
     * Brings the learner's files back. The reference's copy goes away; where it was edited, or has files of the
     * learner's, it is kept.
     *
     * @return where the copy is kept, if it is
     */
    public static Optional<Path> unskip(Lab lab) {
        if (isInterrupted(lab)) {
            bringBack(lab);
            renewIfOutdated(lab);
            return Optional.empty();
        }
        if (!isSkipped(lab)) {
            throw new UserError(lab.name() + " is not skipped", "./jbang course shows which labs are");
        }
        boolean pristine = isPristine(lab);
        Backup backup = new Backup(lab.course());
        Optional<Path> mine = new ParkedFolder(lab).latest();
        Path copy = backup.move(lab.own());
        mine.ifPresent(folder -> moveOrUndo(folder, lab.own(), copy));
        if (pristine) {
            backup.folder().ifPresent(Folders::delete);
        }
        renewIfOutdated(lab);
        return pristine ? Optional.empty() : Optional.of(copy);
    }

    /** @throws UserError if the lab's folder was moved to labs/.mine/ and nothing came in its place */
    public static void checkWhole(Lab lab) {
        if (isInterrupted(lab)) {
            throw new UserError(
                    PathText.shown(lab.own()) + " is missing: your files wait in "
                            + PathText.shown(own(lab).orElseThrow()),
                    "first bring them back: ./jbang course unskip " + lab.name());
        }
    }

    /** @throws UserError if the lab's folder does not hold the learner's own files */
    public static void checkOwn(Lab lab) {
        if (isSkipped(lab)) {
            throw new UserError(lab.name() + " is skipped: its folder holds the reference",
                    "first bring your own files back: ./jbang course unskip " + lab.name());
        }
        checkWhole(lab);
    }

    /** Moves the learner's folder back, if it was moved to labs/.mine/ and nothing came in its place. */
    static void bringBack(Lab lab) {
        if (isInterrupted(lab)) {
            Folders.move(own(lab).orElseThrow(), lab.own());
        }
    }

    private static void renewIfOutdated(Lab lab) {
        Starters starters = new Starters(lab.course());
        if (!Files.exists(lab.own()) || starters.isOutdated(lab)) {
            starters.renew(lab, false, new Backup(lab.course()));
        }
    }

    /** Moves `from` to `to`; where that fails, `away` comes back to `to`. */
    private static void moveOrUndo(Path from, Path to, Path away) {
        try {
            Folders.move(from, to);
        } catch (UserError problem) {
            Folders.move(away, to);
            throw problem;
        }
    }

    private static void writeReference(Lab lab, Path folder) {
        Manifest manifest = Manifest.read(folder.resolve(".reference"));
        Starter.reference(lab).forEach((name, text) -> {
            AtomicFile.write(folder.resolve(name), text);
            manifest.fingerprints().put(lab.folder() + "/" + name, Manifest.fingerprintOf(text));
        });
        manifest.write();
    }

    private static boolean isPristine(Lab lab) {
        Map<String, String> fingerprints = Manifest.read(manifestFile(lab)).fingerprints();
        List<Path> files = Folders.filesBelow(lab.own());
        return files.stream()
                .filter(file -> !file.equals(manifestFile(lab)))
                .allMatch(file -> Manifest.fingerprintOf(file)
                        .equals(fingerprints.get(lab.folder() + "/" + lab.own().relativize(file))));
    }
}
