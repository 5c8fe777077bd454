package grader.core.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A checkout of the course: where things stand in it, and which labs there are.
 *
 * <p>A lab exists when solutions/ has a folder `NN-name` with a script `labNN.java` and a `tasks.yaml`.
 */
public record Course(Path root) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern FOLDER = Pattern.compile("(\\d\\d)-[a-z-]+");

    /**
     * The checkout that holds `start`, or one of its parents.
     *
     * @throws UserError if there is none
     */
    public static Course around(Path start) {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("jbang-catalog.json"))
                    && Files.isDirectory(folder.resolve("solutions"))) {
                return new Course(folder);
            }
        }
        throw new UserError(start.toAbsolutePath().normalize() + " is not inside a checkout of the course",
                "change into your checkout first");
    }

    public static Course here() {
        return around(Path.of(""));
    }

    public Path labs() {
        return root.resolve("labs");
    }

    public Path solutions() {
        return root.resolve("solutions");
    }

    public Path pages() {
        return root.resolve("docs/pages");
    }

    /**
     * The pages that are read one after another, by name: those of contents.yaml but the last part, to look things up.
     */
    public List<String> readingOrder() {
        try {
            List<JsonNode> parts = YAML.readTree(pages().resolve("contents.yaml").toFile()).valueStream().toList();
            return parts.stream()
                    .limit(parts.size() - 1L)
                    .flatMap(part -> part.path("pages").valueStream())
                    .map(JsonNode::asText)
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /** All labs, in order. */
    public List<Lab> all() {
        try (var folders = Files.list(solutions())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(FOLDER.asMatchPredicate())
                    .sorted()
                    .map(folder -> Lab.read(this, folder))
                    .toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + solutions());
        }
    }

    /**
     * The lab of this name, such as `lab01`; `1` and `01-sockets` are understood, too.
     *
     * @throws UserError that lists the labs there are
     */
    public Lab lab(String name) {
        List<Lab> labs = all();
        return labs.stream()
                .filter(lab -> lab.isCalled(name))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "unknown lab '" + name + "'",
                        "the labs are " + String.join(", ", labs.stream().map(Lab::name).toList())));
    }

    /** The lab before `lab`, whose parts it builds on. */
    public Optional<Lab> before(Lab lab) {
        return all().stream().filter(other -> other.number() == lab.number() - 1).findFirst();
    }
}
