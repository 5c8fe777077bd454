package grader.proofs.mutants;

import grader.core.course.Lab;
import grader.core.files.DataFolder;
import grader.core.source.Change;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A solution with one realistic mistake.
 *
 * @param name the data file's, without `.yaml`
 * @param task in which it has to fail, and in no other
 * @param check of that task, which has to fail it, whichever others do; empty: any of them
 * @param mistake in words that go on with "a server that …"
 * @param change of one file, which makes the mistake
 */
public record Mutant(String name, Lab lab, String task, Optional<String> check, String mistake, Change change) {

    /** What stands in the data file. */
    private record Data(String task, String check, String file, String mistake, String replace, String with) {}

    /** All mutants of a lab, by name. If there are none, all checks of the lab lack a mutant. */
    public static List<Mutant> of(Lab lab) {
        return DataFolder.read(folder(lab), Data.class,
                (name, data) -> new Mutant(name, lab, data.task(), Optional.ofNullable(data.check()), data.mistake(),
                        new Change(data.file(), data.replace(), data.with())),
                "CONTRIBUTING.md tells what a mutant's file holds");
    }

    /** Its data file. */
    public Path file() {
        return folder(lab).resolve(name + ".yaml");
    }

    private static Path folder(Lab lab) {
        return lab.course().root().resolve("grader/proofs/mutants").resolve(lab.name());
    }

    @Override
    public String toString() {
        return lab.name() + " " + name;
    }
}
