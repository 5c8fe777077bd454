import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * The name of this server in `Via` (RFC 9110 §7.6.3). Each server process has another one, so that a message that comes
 * back can be told from a request that has passed another edge.
 */
record Via(String name) {

    static final String FIELD = "Via";

    /** @param process the server, whose children have the same name */
    static Via of(ProcessHandle process) {
        String instance = process.pid() + " " + process.info().startInstant().orElse(null);
        return new Via(Launcher.labName() + "-" + Sha256.of(instance.getBytes(UTF_8))
                .substring(0, 12));
    }

    /** Returns whether a request has passed this server before: a member of its `Via` lists has this name. */
    // task proxy, until then: return false;
    boolean isLoop(Fields fields) {
        return fields.list(FIELD).stream().anyMatch(member -> List.of(member.split("[ \t]+")).indexOf(name) == 1);
    }

    /** Returns the value of the field, for a message that has these fields: their list, and this server. */
    String appendedTo(Fields fields, boolean http10) {
        String own = (http10 ? "1.0 " : "1.1 ") + name;
        List<String> before = fields.list(FIELD);
        return before.isEmpty() ? own : String.join(", ", before) + ", " + own;
    }
}
