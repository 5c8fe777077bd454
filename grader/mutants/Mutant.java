package grader.mutants;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.lab.Change;
import grader.lab.Course;
import grader.lab.Lab;
import grader.lab.Problem;
import java.io.IOException;
import java.nio.file.Files;
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

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** All mutants of a lab, by name. */
    public static List<Mutant> of(Lab lab) {
        Path folder = folder(lab);
        if (!Files.isDirectory(folder)) {
            return List.of();       // and so every check of the lab is one that no mutant fails
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> read(lab, file))
                    .toList();
        } catch (IOException error) {
            throw Problem.of(error, "reading " + Course.shown(folder));
        }
    }

    private static Mutant read(Lab lab, Path file) {
        try {
            Data data = YAML.readValue(file.toFile(), Data.class);
            String name = file.getFileName().toString().replace(".yaml", "");
            return new Mutant(name, lab, data.task(), Optional.ofNullable(data.check()), data.mistake(),
                    new Change(data.file(), data.replace(), data.with()));
        } catch (IOException error) {
            throw new Problem(Course.shown(file) + ": " + error.getMessage().lines().findFirst().orElse(""),
                    "CONTRIBUTING.md tells what a mutant's file holds");
        }
    }

    /** Its data file. */
    public Path file() {
        return folder(lab).resolve(name + ".yaml");
    }

    private static Path folder(Lab lab) {
        return lab.course().root().resolve("grader/mutants").resolve(lab.name());
    }

    @Override
    public String toString() {
        return lab.name() + " " + name;
    }
}
