package grader.checks.lab05;

import grader.run.Limits;
import grader.run.Rig;
import grader.run.Server;
import grader.wire.Answer;
import java.util.List;

/** A line of the access log: `METHOD TARGET STATUS BYTES MILLIS REQUEST-ID`. */
final class LogLine {

    private LogLine() {}

    /** The log has one line for the request with this target, which nobody else has asked for; it agrees with the answer. */
    static void expect(Rig rig, Server server, String method, String target, Answer answer) {
        String bytes = method.equals("HEAD") || answer.status() == 204 ? "0|-" : String.valueOf(answer.body().length());
        await(rig, server, target, "\\Q" + method + " " + target + "\\E " + answer.status() + " (" + bytes + ") \\d+ \\Q"
                + Expect.id(answer) + "\\E", method + " " + target + " " + answer.status() + " " + bytes.replace("|", " or ")
                + " MILLIS " + Expect.id(answer));
    }

    /** The log has one line with `part`, and that has this form. */
    static void await(Rig rig, Server server, String part, String form, String shown) {
        String line = server.awaitLine(one -> has(one, part), Limits.PATIENCE)
                .orElseThrow(() -> rig.failure("expected the line '" + shown + "' in the log, but no line with '" + part + "' came"));
        if (!line.matches(form)) {
            throw rig.failure("expected the line '" + shown + "' in the log, got '" + line + "'");
        }
        server.awaitRest();
        List<String> lines = server.logLines().stream().filter(one -> has(one, part)).toList();
        if (lines.size() != 1) {
            throw rig.failure("expected one line in the log for one request, got " + lines.size() + ": '" + String.join("', '", lines) + "'");
        }
    }

    private static boolean has(String line, String part) {
        return List.of(line.split(" ")).contains(part);
    }
}
