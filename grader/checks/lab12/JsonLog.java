package grader.checks.lab12;

import com.fasterxml.jackson.databind.JsonNode;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.UsualFlags;
import java.util.List;

/** The access log on standard output, of a server with `--log-format json`. */
record JsonLog(Observed observed) {

    /** A server with these flags that logs in JSON. */
    static JsonLog open(Rig rig, String... flags) {
        String[] all = new UsualFlags(List.of("--log-format", "json")).and(flags);
        return new JsonLog(Observed.open(rig, all));
    }

    /** The lines so far that are no announcements of the server. */
    List<String> lines() {
        return observed.server().outputLines().stream().filter(line -> !line.matches("lab12 .*|stopped")).toList();
    }

    /** Those that are objects, as far as their beginning says. */
    List<String> entries() {
        return lines().stream().filter(line -> line.startsWith("{")).toList();
    }

    /** How many lines have this in them. */
    long count(String part) {
        return lines().stream().filter(line -> line.contains(part)).count();
    }

    /** Waits until a line has this in it, such as the id of a request or its target. */
    void awaitAny(String part) {
        if (observed.server().awaitLine(line -> line.contains(part), Limits.PATIENCE).isEmpty()) {
            throw observed.rig()
                    .failure("expected a line with '" + part + "' in the log, but there is none; "
                            + (lines().isEmpty() ? "the log is empty" : "the last line is " + lines().getLast()));
        }
    }

    /** The one line that has this in it, sooner or later. */
    String awaitLine(String part) {
        awaitAny(part);
        observed.server().awaitIdle();
        List<String> found = lines().stream().filter(line -> line.contains(part)).toList();
        found.forEach(line -> observed.rig().tell("log: " + line));
        if (found.size() != 1) {
            throw observed.rig()
                    .failure("expected one line for the request with '" + part + "', but there are " + found.size());
        }
        return found.getFirst();
    }

    /** The same, as what it has to be: one JSON object. */
    JsonNode await(String part) {
        return entry(awaitLine(part));
    }

    JsonNode entry(String line) {
        JsonNode entry = observed.json(line, "a line of the log");
        if (!entry.isObject()) {
            throw observed.rig().failure("expected each line of the log to be a JSON object, got " + line);
        }
        return entry;
    }
}
