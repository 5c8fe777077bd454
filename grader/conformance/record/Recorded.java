package grader.conformance.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import grader.lab.Problem;
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
record Recorded(String recorded, List<Server> servers, List<Row> requirements) {

    /** @param command what stands behind `./jbang grade lab07 --conformance` to try it */
    record Server(String name, String version, String command) {}

    /** @param marks a sign a server: `+` met, `-` unmet, `.` not applicable */
    record Row(String id, String level, String clause, String group, String says, String marks) {}

    private static final String HEAD = """
            # Made by ./jbang conformance --record, shown by docs/pages/conformance.adoc.
            # A sign a server, in their order: + met, - unmet, . not applicable.
            """;

    static Recorded read(Path file) {
        try {
            return new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), Recorded.class);
        } catch (IOException error) {
            throw Problem.of(error, "reading " + file);
        }
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
            throw Problem.of(error, "writing " + file);
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
