package grader.mutants;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.lab.Course;
import grader.lab.Lab;
import grader.lab.Problem;
import grader.run.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A solution with one realistic mistake: `replace` stands exactly once in `file`, and `with` is put there.
 *
 * @param name    the data file's, without `.yaml`
 * @param task    in which it has to fail, and in no other
 * @param check   of that task, which has to fail it, whichever others do; empty: any of them
 * @param mistake in words, as for the table that `verify` prints
 */
public record Mutant(String name, Lab lab, String task, Optional<String> check, String file, String mistake, String replace,
        String with) {

    /** What stands in the data file. */
    private record Data(String task, String check, String file, String mistake, String replace, String with) {}

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** All mutants of a lab, by name. */
    public static List<Mutant> of(Lab lab) {
        Path folder = lab.course().root().resolve("grader/mutants").resolve(lab.name());
        if (!Files.isDirectory(folder)) {
            return List.of();       // and so every check of the lab is one that no mutant fails
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().map(file -> read(lab, file)).toList();
        } catch (IOException error) {
            throw Problem.of(error, "reading " + Course.shown(folder));
        }
    }

    private static Mutant read(Lab lab, Path file) {
        try {
            Data data = YAML.readValue(file.toFile(), Data.class);
            String name = file.getFileName().toString().replace(".yaml", "");
            return new Mutant(name, lab, data.task(), Optional.ofNullable(data.check()), data.file(), data.mistake(), data.replace(),
                    data.with());
        } catch (IOException error) {
            throw new Problem(Course.shown(file) + ": " + error.getMessage().lines().findFirst().orElse(""),
                    "CONTRIBUTING.md tells what a mutant's file holds");
        }
    }

    /**
     * The solution with the mistake in it.
     *
     * @throws Problem if `replace` does not stand exactly once in the file
     */
    public Submission in(Submission solution) {
        String source = solution.sources().keySet().stream().filter(each -> each.endsWith("/" + file)).findFirst()
                .orElseThrow(() -> new Problem("mutant " + name + ": " + lab.name() + " has no file " + file, "name one of its files"));
        String text = solution.sources().get(source);
        int at = text.indexOf(replace);
        if (at < 0 || text.indexOf(replace, at + 1) >= 0) {
            throw new Problem("mutant " + name + ": its 'replace' stands " + (at < 0 ? "nowhere" : "more than once") + " in " + source,
                    "make it match exactly once");
        }
        return solution.with(source, text.substring(0, at) + with + text.substring(at + replace.length()));
    }

    @Override
    public String toString() {
        return lab.name() + " " + name;
    }
}
