package grader.core.starter;

import grader.core.course.Backup;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Manifest;
import grader.core.files.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Keeps labs/ in step with solutions/. What was written last stands in labs/.starters, which is committed.
 *
 * <p>A lab that the learner skipped holds the reference instead, with a manifest of its own (see {@link SkippedLabs}):
 * that copy is kept up to date then, and the lab's lines in labs/.starters wait for the learner's files to come back.
 */
public final class Starters {

    private final Course course;

    public Starters(Course course) {
        this.course = course;
    }

    private Path manifestFile() {
        return course.labs().resolve(".starters");
    }

    /** Brings all labs up to date. With force, edited files are backed up and replaced, too. */
    public StarterUpdate renew(boolean force) {
        StarterUpdate renewal = new StarterUpdate(course, force, new Backup(course));
        Manifest manifest = Manifest.read(manifestFile());
        List<String> folders = new ArrayList<>();
        for (Lab lab : course.all()) {
            folders.add(lab.folder());
            renew(lab, renewal, manifest);
        }
        for (String path : List.copyOf(manifest.fingerprints().keySet())) {
            if (!folders.contains(folderOf(path))) {
                renewal.drop(path, manifest);
            }
        }
        manifest.write();
        return renewal;
    }

    /** The same for one lab. */
    public StarterUpdate renew(Lab lab, boolean force, Backup backup) {
        StarterUpdate renewal = new StarterUpdate(course, force, backup);
        Manifest manifest = Manifest.read(manifestFile());
        renew(lab, renewal, manifest);
        manifest.write();
        return renewal;
    }

    private static void renew(Lab lab, StarterUpdate renewal, Manifest starters) {
        SkippedLabs.bringBack(lab);      // fresh starters would hide it
        if (SkippedLabs.isSkipped(lab)) {
            Manifest copy = Manifest.read(SkippedLabs.manifestFile(lab));
            bring(lab, Starter.reference(lab), renewal, copy);
            copy.write();
        } else {
            bring(lab, StarterForm.of(lab).files(lab), renewal, starters);
        }
    }

    private static void bring(Lab lab, Map<String, String> files, StarterUpdate renewal, Manifest manifest) {
        files.forEach((name, text) -> renewal.bring(lab.folder() + "/" + name, text, manifest));
        for (String path : List.copyOf(manifest.fingerprints().keySet())) {
            if (folderOf(path).equals(lab.folder()) && !files.containsKey(path.substring(path.indexOf('/') + 1))) {
                renewal.drop(path, manifest);
            }
        }
    }

    /** Whether the course has changed the lab's starter since labs/.starters was written. */
    boolean isOutdated(Lab lab) {
        Map<String, String> last = Manifest.read(manifestFile()).fingerprints();
        return StarterForm.of(lab)
                .files(lab)
                .entrySet()
                .stream()
                .anyMatch(file -> !Manifest.fingerprintOf(file.getValue())
                        .equals(last.get(lab.folder() + "/" + file.getKey())));
    }

    /** Whether the learner has changed a file of the lab since labs/.starters was written. */
    public boolean isEdited(Lab lab) {
        return Manifest.read(manifestFile())
                .fingerprints()
                .entrySet()
                .stream()
                .filter(file -> folderOf(file.getKey()).equals(lab.folder()))
                .anyMatch(file -> Files.isRegularFile(course.labs().resolve(file.getKey()))
                        && !Manifest.fingerprintOf(course.labs().resolve(file.getKey())).equals(file.getValue()));
    }

    /**
     * What stands in the way of handing out labs/ as it is: files that are missing, that are not as made from
     * solutions/, that do not belong there, or are not in the manifest. Empty if all is well.
     */
    public List<Path> differing() {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (Lab lab : course.all()) {
            Starter.of(lab)
                    .forEach((name, text) -> wanted.put(lab.folder() + "/" + name, Manifest.fingerprintOf(text)));
        }
        TreeSet<Path> differing = new TreeSet<>();
        wanted.forEach((path, fingerprint) -> {
            Path file = course.labs().resolve(path);
            if (!Files.isRegularFile(file) || !Manifest.fingerprintOf(file).equals(fingerprint)) {
                differing.add(file);
            }
        });
        for (Path file : Folders.filesBelow(course.labs())) {
            String path = course.labs().relativize(file).toString().replace('\\', '/');
            if (path.matches("\\d\\d-.*/.*") && !wanted.containsKey(path)) {
                differing.add(file);
            }
        }
        if (!Manifest.read(manifestFile()).fingerprints().equals(wanted)) {
            differing.add(manifestFile());
        }
        return List.copyOf(differing);
    }

    private static String folderOf(String path) {
        return path.substring(0, path.indexOf('/'));
    }
}
