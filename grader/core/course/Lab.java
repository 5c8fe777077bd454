package grader.core.course;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.core.console.UserError;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One lab: its name, its folder, and what `tasks.yaml` says of it.
 *
 * @param name `lab01`
 * @param folder `01-sockets`, the same below labs/ and solutions/
 */
public record Lab(Course course, String name, String folder, Data data) {

    /**
     * What stands in `tasks.yaml`.
     *
     * @param outcome what its learner can do afterward
     * @param modules of the JDK, all that the lab may use
     * @param libraries what it may use beside the JDK, as `GROUP:ARTIFACT:VERSION`; mostly none
     * @param uses tasks of earlier labs without which no request is answered, such as `lab01/stop`
     * @param allows by a file's name, the kinds of shortcuts that are none in it, as the lab's work needs them
     * @param stops the calls that move a request on, for the X-ray; none: those of the lab before
     */
    public record Data(
            String title,
            String builds,
            String outcome,
            String stop,
            String hours,
            List<String> modules,
            List<String> libraries,
            List<String> directives,
            List<String> uses,
            Map<String, List<String>> allows,
            List<Map<String, String>> stops,
            List<Task> tasks) {

        public Data {
            outcome = outcome == null ? "" : outcome;
            libraries = libraries == null ? List.of() : List.copyOf(libraries);
            uses = uses == null ? List.of() : List.copyOf(uses);
            allows = allows == null ? Map.of() : Map.copyOf(allows);
            stops = stops == null ? List.of() : List.copyOf(stops);
        }
    }

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** By the file's text: a course is read over and over, and YAML is slow. */
    private static final Map<String, Data> READ = new ConcurrentHashMap<>();

    static Lab read(Course course, String folder) {
        Path file = course.solutions().resolve(folder).resolve("tasks.yaml");
        try {
            String text = Files.readString(file);
            Data data = READ.get(text);
            if (data == null) {
                data = YAML.readValue(text, Data.class);
                READ.put(text, data);
            }
            return new Lab(course, "lab" + folder.substring(0, 2), folder, data);
        } catch (JsonProcessingException error) {
            throw new UserError(
                    PathText.shown(file) + ":" + error.getLocation().getLineNr() + ": " + error.getOriginalMessage(),
                    "compare it with another lab's tasks.yaml");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    public int number() {
        return Integer.parseInt(folder.substring(0, 2));
    }

    boolean isCalled(String name) {
        return name.equals(folder) || name.equals(folder.substring(folder.indexOf('-') + 1))
                || name.matches("(?i:lab)?0*" + number());
    }

    /** The name of the script, `lab01.java`. */
    public String script() {
        return name + ".java";
    }

    public List<Task> tasks() {
        return data.tasks();
    }

    public Optional<Task> task(String id) {
        return tasks().stream().filter(task -> task.id().equals(id)).findFirst();
    }

    /**
     * The task of this id.
     *
     * @throws UserError that lists the tasks there are
     */
    public Task taskCalled(String id) {
        return task(id)
                .orElseThrow(() -> new UserError("unknown task '" + id + "' of " + name(),
                        "its tasks are " + String.join(", ", tasks().stream().map(Task::id).toList())));
    }

    /** The tasks of an earlier lab without which this one's server does not answer. */
    public List<Task> uses(Lab earlier) {
        return data.uses()
                .stream()
                .filter(each -> each.startsWith(earlier.name + "/"))
                .map(each -> earlier.task(each.substring(each.indexOf('/') + 1))
                        .orElseThrow(() -> new UserError(
                                PathText.shown(reference().resolve("tasks.yaml")) + ": uses " + each
                                        + ", and there is no such task",
                                "its tasks are " + String.join(", ", earlier.tasks().stream().map(Task::id).toList()))))
                .toList();
    }

    /** Where the learner works. */
    public Path own() {
        return course.labs().resolve(folder);
    }

    /** Where the reference stands. */
    public Path reference() {
        return course.solutions().resolve(folder);
    }

    /** The files that belong to the lab: all regular files of the reference but the data file. */
    public List<Path> files() {
        try (var files = Files.list(reference())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("tasks.yaml"))
                    .filter(file -> !PlatformFiles.isOne(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + reference());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
