package docs.studio.lab;

import docs.studio.process.Changes;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.PlatformFiles;
import grader.core.filewatch.Save;
import grader.core.filewatch.Watcher;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of a lab and the learner's progress, as they are on the disk now. */
final class LabWatch implements AutoCloseable {

    /**
     * @param files name to hash
     * @param changes name to how often that has changed: a file may be away for a moment, and come back as it was
     * @param progress the hash of the file; empty if there is none
     */
    record Seen(Map<String, String> files, Map<String, Integer> changes, String progress) {

        private Seen next(Map<String, String> now, String progress) {
            Map<String, Integer> more = new HashMap<>(changes);
            Stream.concat(files.keySet().stream(), now.keySet().stream())
                    .distinct()
                    .filter(name -> !Objects.equals(files.get(name), now.get(name)))
                    .forEach(name -> more.merge(name, 1, Integer::sum));
            return new Seen(now, more, progress);
        }
    }

    private static final String PROGRESS = ".progress.json";

    private final Lab lab;
    private final Changes changes;
    private final Watcher watcher;
    private volatile Seen seen = new Seen(Map.of(), Map.of(), "");

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

    /** Sees what is there now, before the watcher has told of it. */
    synchronized void look() {
        Path progress = lab.course().labs().resolve(PROGRESS);
        seen = seen.next(LabFiles.hashes(lab), LabFiles.hash(progress).orElse(""));
    }

    Seen seen() {
        return seen;
    }

    @Override
    public void close() {
        watcher.close();
    }
}
