package grader.proofs.designs;

import com.fasterxml.jackson.core.type.TypeReference;
import grader.core.course.Lab;
import grader.core.files.DataFolder;
import grader.core.source.Change;
import java.nio.file.Path;
import java.util.List;

/**
 * A solution that is right, and decides something in another way than the reference.
 *
 * @param name the data file's, without `.yaml`
 * @param decision what is decided, such as a data structure or an order of steps; each lab leaves at least two open
 * @param design how it is decided here, in a few words
 * @param changes make the reference this solution
 */
public record Design(String name, Lab lab, String decision, String design, List<Change> changes) {

    /** The contents of the data file. */
    private record Data(String decision, String design, List<Passage> changes) {}

    private record Passage(String file, String replace, String with) {}

    /** All designs of a lab, by name. */
    public static List<Design> of(Lab lab) {
        return DataFolder.read(folder(lab), new TypeReference<Data>() {},
                (name, data) -> new Design(name, lab, data.decision(), data.design(), data.changes()
                        .stream()
                        .map(change -> new Change(change.file(), change.replace(), change.with()))
                        .toList()),
                "CONTRIBUTING.md tells what a design's file holds");
    }

    /** Its data file. */
    public Path file() {
        return folder(lab).resolve(name + ".yaml");
    }

    private static Path folder(Lab lab) {
        return lab.course().root().resolve("grader/proofs/designs").resolve(lab.name());
    }

    @Override
    public String toString() {
        return lab.name() + " " + name;
    }
}
