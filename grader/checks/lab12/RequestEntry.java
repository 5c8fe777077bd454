package grader.checks.lab12;

import com.fasterxml.jackson.databind.JsonNode;
import grader.grading.engine.Rig;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a server says about one request that has ended, as a JSON object: a line of its log, or a part of `/slow`. */
final class RequestEntry {

    /** A request of a check is not older, and clocks of one machine do not differ. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private RequestEntry() {}

    /** Expects a member with this value. @param value a text, a whole number, or null */
    static void expect(Rig rig, JsonNode entry, String name, Object value) {
        JsonNode member = entry.path(name);
        Object actual = member.isTextual() ? member.textValue()
                : member.isIntegralNumber() ? member.intValue()
                        : member.isNull() ? null : member;
        if (!Objects.equals(actual, value)) {
            throw rig.failure("expected the member " + name + " to be " + shown(value) + ", "
                    + (member.isMissingNode() ? "but there is none" : "got " + member) + ": " + entry);
        }
    }

    private static String shown(Object value) {
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }

    /** Expects the pattern of a route with one parameter after `start`, whatever its name is. */
    static void expectPattern(Rig rig, String route, String start, String target) {
        if (!isPattern(route, start)) {
            throw rig.failure("expected the route " + start + "{…}, which is the pattern that " + target
                    + " matches, got " + route);
        }
    }

    /** Whether a route is a pattern with one parameter after `start`. */
    static boolean isPattern(String route, String start) {
        return route.matches(Pattern.quote(start) + "\\{[^/{}]+\\}");
    }

    /** Expects `time` to be a moment of this check, in UTC (RFC 3339). */
    static void expectTime(Rig rig, JsonNode entry) {
        Instant now = Instant.now();
        expectTime(rig, entry, now.minus(LONGEST), now.plus(LONGEST));
    }

    /** The same, between these two. */
    static void expectTime(Rig rig, JsonNode entry, Instant from, Instant to) {
        String text = entry.path("time").asText();
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (text.matches(".*([Zz]|[+-]00:00)") && !time.isBefore(from) && !time.isAfter(to)) {
                return;
            }
        } catch (DateTimeException wrong) {
            // told below
        }
        throw rig.failure("expected the member time to be the time of the request as in RFC 3339, in UTC, such as \""
                + to + "\", got " + entry.path("time"));
    }
}
