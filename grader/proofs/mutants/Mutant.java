package grader.proofs.mutants;

import com.fasterxml.jackson.core.type.TypeReference;
import grader.core.course.Lab;
import grader.core.files.DataFolder;
import grader.core.source.Change;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A solution with one realistic mistake.
 *
 * @param name its key in the data file of its task; no other of its lab has it
 * @param task in which it has to fail, and in no other
 * @param check of that task, which has to fail it, whichever others do; empty: any of them
 * @param mistake in words that go on with "a server that …"
 * @param change of one file, which makes the mistake
 */
public record Mutant(String name, Lab lab, String task, Optional<String> check, String mistake, Change change) {

    /** What stands in the data file of a task, under the mutant's name. */
    private record Data(String check, String file, String mistake, String replace, String with) {

        Mutant of(Lab lab, String task, String name) {
            return new Mutant(name, lab, task, Optional.ofNullable(check), mistake, new Change(file, replace, with));
        }
    }

    /** All mutants of a lab, task by task. If there are none, all checks of the lab lack a mutant. */
    public static List<Mutant> of(Lab lab) {
        return DataFolder.read(folder(lab), new TypeReference<Map<String, Data>>() {},
                (task, all) -> all.entrySet().stream().map(one -> one.getValue().of(lab, task, one.getKey())),
                "CONTRIBUTING.md tells what a file of mutants holds").stream().flatMap(Function.identity()).toList();
    }

    /** The data file of its task. */
    public Path file() {
        return folder(lab).resolve(task + ".yaml");
    }

    private static Path folder(Lab lab) {
        return lab.course().root().resolve("grader/proofs/mutants").resolve(lab.name());
    }

    @Override
    public String toString() {
        return lab.name() + " " + name;
    }
}
