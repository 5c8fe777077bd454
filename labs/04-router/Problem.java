// Given: nothing in this file is for you to write.
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Error responses that programs can read: `application/problem+json` (RFC 9457).
 *
 * <p>Each problem is one JSON object on one line. A caller that knows more can insert another member before the last
 * brace.
 */
final class Problem {

    private static final String TYPE = "application/problem+json";

    private Problem() {}

    /** @param detail one sentence for the client's developer */
    static Response of(int status, String detail) {
        return Response.of(status, TYPE, "{\"title\":" + quoted(Status.reason(status)) + ",\"status\":" + status
                + ",\"detail\":" + quoted(detail) + "}\n");
    }

    static Response of(HttpException exception) {
        Response problem = of(exception.status(), exception.getMessage());
        return exception.retryAfter() == 0 ? problem
                : problem.with("Retry-After", String.valueOf(exception.retryAfter()));
    }

    /** Returns whether a response is a problem of this server. One from another server is not: it has a source. */
    static boolean isProblem(Response response) {
        return response.source() == null && TYPE.equals(response.field("Content-Type"));
    }

    /** Returns the same problem with one more member. This method quotes `value`. */
    static Response with(Response problem, String name, String value) {
        return withJson(problem, name, quoted(value));
    }

    /** Returns the same problem with one more member, whose value is JSON already. */
    static Response withJson(Response problem, String name, String json) {
        String text = new String(problem.body(), UTF_8);
        String open = text.substring(0, text.lastIndexOf('}'));
        return problem.withBody((open + "," + quoted(name) + ":" + json + "}\n").getBytes(UTF_8));
    }

    /** Returns `text` as a JSON string (RFC 8259 §7). */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
