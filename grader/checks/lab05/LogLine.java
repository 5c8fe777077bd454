package grader.checks.lab05;

import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;

/** A line of the access log: `METHOD TARGET STATUS BYTES MILLIS REQUEST-ID`. */
final class LogLine {

    private static final String ANY = "\\S+ \\S+ \\d+ \\S+ \\S+ \\S+";

    /** Longer than any request of a check, and shorter than what a clock shows that counts from any other moment. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private LogLine() {}

    /**
     * The log has one line for the request with this target, which no other request has. It agrees with the response.
     */
    static void expect(Api api, String method, String target, Response response) {
        int status = response.statusCode();
        String id = Layers.id(response);
        String bytes = method.equals("HEAD") || status == 204 ? "0|-" : String.valueOf(response.asByteArray().length);
        String line = await(api.rig(), api.server(), target,
                "\\Q" + method + " " + target + "\\E " + status + " (" + bytes + ") \\d{1,18} \\Q" + id + "\\E",
                method + " " + target + " " + status + " " + bytes.replace("|", " or ") + " MILLIS " + id);
        long millis = Long.parseLong(line.split(" ")[4]);
        if (millis > LONGEST.toMillis()) {
            throw api.rig()
                    .failure("expected the milliseconds of this request as MILLIS in '" + line + "', but it is not "
                            + LONGEST.toMinutes() + " min old");
        }
    }

    /**
     * The log has one line with `part`, and that has this form. Other output of the server does not count.
     *
     * @return that line
     */
    static String await(Rig rig, Server server, String part, String form, String shown) {
        String first = server.awaitLine(line -> line.contains(part), Limits.PATIENCE)
                .orElseThrow(() -> rig.failure("expected the line '" + shown + "' in the log, "
                        + (server.logLines().isEmpty() ? "but it is empty"
                                : "but no line has '" + part + "'; the last one is '" + server.logLines().getLast()
                                        + "'")));
        server.awaitIdle();
        List<String> lines =
                server.logLines().stream().filter(line -> line.contains(part) && line.matches(ANY)).toList();
        if (lines.stream().noneMatch(line -> line.matches(form))) {
            throw rig.failure("expected the line '" + shown + "' in the log, got '"
                    + (lines.isEmpty() ? first : lines.getFirst()) + "'");
        }
        if (lines.size() > 1) {
            throw rig.failure("expected one log line per request, got " + lines.size() + ": '"
                    + String.join("', '", lines) + "'");
        }
        return lines.getFirst();
    }
}
