package grader.designs;

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

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** All designs of a lab, by name. */
    public static List<Design> of(Lab lab) {
        Path folder = folder(lab);
        if (!Files.isDirectory(folder)) {
            return List.of();
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

    private static Design read(Lab lab, Path file) {
        try {
            Data data = YAML.readValue(file.toFile(), Data.class);
            String name = file.getFileName().toString().replace(".yaml", "");
            return new Design(name, lab, data.decision(), data.design(), data.changes()
                    .stream()
                    .map(change -> new Change(change.file(), change.replace(), change.with()))
                    .toList());
        } catch (IOException error) {
            throw new Problem(Course.shown(file) + ": " + error.getMessage().lines().findFirst().orElse(""),
                    "CONTRIBUTING.md tells what a design's file holds");
        }
    }

    /** Its data file. */
    public Path file() {
        return folder(lab).resolve(name + ".yaml");
    }

    private static Path folder(Lab lab) {
        return lab.course().root().resolve("grader/designs").resolve(lab.name());
    }

    @Override
    public String toString() {
        return lab.name() + " " + name;
    }
}
