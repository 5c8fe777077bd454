package docs.studio.drills;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Stream;

/** A line of the server's access log. */
record LogLine(JsonNode json) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Those of a text; what is no line is left out. */
    static List<LogLine> of(String text) {
        return text.lines().flatMap(LogLine::read).toList();
    }

    private static Stream<LogLine> read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return json.isObject() ? Stream.of(new LogLine(json)) : Stream.empty();
        } catch (JsonProcessingException cut) {
            return Stream.empty();
        }
    }

    /** Whether a member, such as `status`, has this value. */
    boolean has(String member, String value) {
        return text(member).equals(value);
    }

    String route() {
        return text("route");
    }

    /** A member; `none` if it is null, as a route is that is not known. */
    private String text(String member) {
        return json.path(member).isNull() ? "none" : json.path(member).asText();
    }

    double millis() {
        return json.path("ms").asDouble();
    }

    /** How long it was at a stop, or in a wait. */
    double millis(String part) {
        return json.path("parts").path(part).asDouble();
    }
}
