package docs.studio.lab;

import docs.studio.process.Changes;
import grader.course.Course;
import grader.course.Lab;
import grader.files.PlatformFiles;
import grader.filewatch.Save;
import grader.filewatch.Watcher;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files of a lab and the learner's progress, as they are on the disk now. */
final class LabWatch implements AutoCloseable {

    /**
     * @param files name to hash
     * @param progress the hash of the file; empty if there is none
     */
    record Seen(Map<String, String> files, String progress) {}

    private static final String PROGRESS = ".progress.json";

    private final Lab lab;
    private final Changes changes;
    private final Watcher watcher;
    private volatile Seen seen;

    /** @param changes told of each */
    LabWatch(Lab lab, Changes changes) {
        this.lab = lab;
        this.changes = changes;
        Course course = lab.course();
        this.watcher = new Watcher(() -> List.of(lab.own(), course.labs()),
                name -> PlatformFiles.isSource(name) || name.equals(PROGRESS), this::changed);
        look();
    }

    private void changed(Save save) {
        if (save instanceof Save.Done) {
            look();
            changes.happened();
        }
    }

    private synchronized void look() {
        Path progress = lab.course().labs().resolve(PROGRESS);
        seen = new Seen(LabFiles.hashes(lab), LabFiles.hash(progress).orElse(""));
    }

    Seen seen() {
        return seen;
    }

    @Override
    public void close() {
        watcher.close();
    }
}
