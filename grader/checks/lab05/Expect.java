package grader.checks.lab05;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.http.Answer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the layers put into an answer. */
final class Expect {

    private static final String PROBLEM = "application/problem+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Expect() {}

    /** The one id of the answer. */
    static String id(Answer answer) {
        List<String> ids = answer.values("X-Request-Id");
        if (ids.size() != 1 || !ids.getFirst().matches("[!-~]+")) {
            throw answer.fieldDiffers("X-Request-Id", "X-Request-Id: ID",
                    "expected one field X-Request-Id with an id in the answer "
                            + answer.status() + ", got "
                            + (ids.isEmpty() ? "none: the layer for the id stands outside all others (task onion)"
                                    : "'" + String.join("' and '", ids) + "'"));
        }
        return ids.getFirst();
    }

    /** Whoever stores the answer learns that another origin may get another one. */
    static Answer vary(Answer answer) {
        if (!list(answer, "Vary").contains("origin")) {
            throw answer.fieldDiffers("Vary", "Vary: Origin",
                    "expected the field Vary: Origin in the answer " + answer.status()
                            + ", got " + shown(answer, "Vary"));
        }
        return answer;
    }

    /** A page of `origin` may read this answer, also to a request with credentials. */
    static Answer shared(Answer answer, String origin) {
        only(answer, "Access-Control-Allow-Origin", origin);
        only(answer, "Access-Control-Allow-Credentials", "true");
        return answer;
    }

    /** No page may. */
    static Answer notShared(Answer answer) {
        List<String> names = answer.head()
                .lines()
                .skip(1)
                .map(line -> line.split(":")[0])
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"))
                .toList();
        if (!names.isEmpty()) {
            throw answer.fieldDiffers(names.getFirst(), "no such field",
                    "expected no field Access-Control-…, as this origin is not "
                            + "allowed, got " + names.getFirst() + ": "
                            + String.join(", ", answer.values(names.getFirst())));
        }
        return answer;
    }

    private static void only(Answer answer, String name, String value) {
        if (!answer.values(name).equals(List.of(value))) {
            throw answer.fieldDiffers(name, name + ": " + value,
                    "expected one field " + name + ": " + value + " in the answer "
                            + answer.status() + ", got " + shown(answer, name));
        }
    }

    /**
     * A comma-separated field has this member, in any case; with credentials `*` would only be a name (Fetch standard).
     */
    static void lists(Answer answer, String name, String member) {
        if (!list(answer, name).contains(member.toLowerCase(Locale.ROOT))) {
            throw answer.fieldDiffers(name, name + ": " + member,
                    "expected the field " + name + " to list " + member + ", got "
                            + shown(answer, name));
        }
    }

    private static List<String> list(Answer answer, String name) {
        return answer.values(name)
                .stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(member -> member.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String shown(Answer answer, String name) {
        return answer.values(name).isEmpty() ? "none" : "'" + String.join("' and '", answer.values(name)) + "'";
    }

    /** A 401 that names the scheme by which to come again. */
    static Answer challenge(Answer answer) {
        answer.expectStatus(401);
        if (answer.values("WWW-Authenticate")
                .stream()
                .noneMatch(value -> value.matches("(?i)(.*,\\s*)?bearer(\\s.*|,.*)?"))) {
            throw answer.fieldDiffers("WWW-Authenticate", "WWW-Authenticate: Bearer",
                    "expected the field WWW-Authenticate with the scheme Bearer in a 401, got "
                            + shown(answer, "WWW-Authenticate"));
        }
        return answer;
    }

    /** A problem document that names the request by the same id as the field does. */
    static JsonNode problem(Answer answer) {
        if (answer.values("Content-Type")
                .stream()
                .noneMatch(type -> type.toLowerCase(Locale.ROOT).split(";")[0].strip().equals(PROBLEM))) {
            throw answer.fieldDiffers("Content-Type", "Content-Type: " + PROBLEM, "expected the Content-Type " + PROBLEM
                    + " in the answer " + answer.status() + ", got " + shown(answer, "Content-Type"));
        }
        JsonNode problem = json(answer);
        String id = id(answer);
        if (!problem.path("requestId").asText().equals(id)) {
            throw inBody(answer, "\"requestId\":\"" + id + "\"",
                    "expected \"requestId\":\"" + id + "\" in the problem, as X-Request-Id "
                            + "says, got " + (problem.has("requestId") ? problem.get("requestId") : "no such member"));
        }
        return problem;
    }

    private static JsonNode json(Answer answer) {
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException noJson) {
            // told below
        }
        throw inBody(answer, "a JSON object",
                "expected the body of the answer " + answer.status() + " to be a JSON object, but it is none");
    }

    static AssertionError inBody(Answer answer, String expected, String message) {
        return answer.differs((int) answer.head().lines().count(), 0, 0, expected, message);
    }
}
