package docs.studio.lab;

import docs.studio.process.Changes;
import grader.core.course.Lab;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One watch for each lab that someone looks at, however many they are, and none for the others. */
final class LabWatches implements AutoCloseable {

    private final Changes changes;
    private final Map<String, LabWatch> watches = new HashMap<>();
    private final Map<String, Integer> readers = new HashMap<>();

    LabWatches(Changes changes) {
        this.changes = changes;
    }

    /** The watch of a lab; the caller gives it back. */
    synchronized LabWatch take(Lab lab) {
        readers.merge(lab.name(), 1, Integer::sum);
        return watches.computeIfAbsent(lab.name(), name -> new LabWatch(lab, changes));
    }

    synchronized void giveBack(Lab lab) {
        if (readers.merge(lab.name(), -1, (one, other) -> one + other == 0 ? null : one + other) == null) {
            end(lab.name());
        }
    }

    /** Looks at a lab's files now, if it is watched. */
    synchronized void look(Lab lab) {
        LabWatch watch = watches.get(lab.name());
        if (watch != null) {
            watch.look();
            changes.happened();
        }
    }

    /** How many labs are watched. */
    synchronized int count() {
        return watches.size();
    }

    private void end(String lab) {
        LabWatch ended = watches.remove(lab);
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public synchronized void close() {
        List.copyOf(watches.keySet()).forEach(this::end);
    }
}
