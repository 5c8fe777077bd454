package grader.conformance.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import grader.conformance.Mark;
import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of docs/pages/conformance.adoc, as a run has made it.
 *
 * @param recorded on which day
 */
public record Recorded(String recorded, List<Server> servers, List<Row> requirements) {

    /** @param command the options after `./jbang grade lab09 --conformance` to try it */
    public record Server(String name, String version, String command) {}

    /** @param marks a sign a server: `+` met, `-` unmet, `.` not applicable */
    public record Row(String id, String level, String clause, String group, String says, String marks) {}

    private static final String HEAD = """
            # Made by ./jbang conformance --record, shown by docs/pages/conformance.adoc.
            # A sign a server, in their order: + met, - unmet, . not applicable.
            """;

    public static Recorded read(Path file) {
        try {
            return new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), Recorded.class);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + file);
        }
    }

    /** How a mark is written here. */
    public static char sign(Mark mark) {
        return switch (mark) {
            case MET -> '+';
            case UNMET -> '-';
            case NOT_APPLICABLE -> '.';
        };
    }

    /** A line a server and a requirement: so a change is seen as what it is. */
    void write(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add("recorded: '" + recorded + "'");
        lines.add("servers:");
        servers.forEach(one -> lines.add("- " + json(one)));
        lines.add("requirements:");
        requirements.forEach(one -> lines.add("- " + json(one)));
        try {
            Files.writeString(file, HEAD + String.join("\n", lines) + "\n");
        } catch (IOException error) {
            throw UserError.of(error, "writing " + file);
        }
    }

    /** A line of JSON is YAML, too. */
    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The place of a server among the signs; -1 if it is not there. */
    int place(String name) {
        return servers.stream().map(Server::name).toList().indexOf(name);
    }
}
