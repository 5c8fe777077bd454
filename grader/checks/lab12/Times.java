package grader.checks.lab12;

import com.fasterxml.jackson.databind.JsonNode;
import grader.clients.http.Answer;
import grader.grading.engine.Rig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the time of a request went, as the server says, in milliseconds.
 *
 * @param where it says so
 * @param whole its time; `ms` or `total`
 */
record Times(Rig rig, String where, Map<String, Double> parts, double whole) {

    static final List<String> PARTS = List.of("queue", "worker", "parse", "middleware", "route", "handle", "serialize",
            "buffer", "drain", "client");

    /** How far parts and whole may differ. */
    private static final double ROUNDING = 1;
    private static final Pattern MEMBER = Pattern.compile("\\s*([a-z-]+)\\s*;\\s*dur=(\\d+(?:\\.\\d+)?)\\s*");

    /** Those of an object with `ms` and `parts`. @param where it is, such as `/slow` */
    static Times of(Rig rig, JsonNode request, String where) {
        JsonNode whole = request.path("ms");
        if (!whole.isNumber() || !request.path("parts").isObject()) {
            throw rig.failure("expected a number `ms` and an object `parts` in " + where + ", got " + request);
        }
        Map<String, Double> parts = new LinkedHashMap<>();
        request.path("parts").properties().forEach(part -> {
            if (!part.getValue().isNumber() || part.getValue().asDouble() < 0) {
                throw rig.failure("expected a time in milliseconds in " + where + ", got " + part);
            }
            parts.put(part.getKey(), part.getValue().asDouble());
        });
        return new Times(rig, where, parts, whole.asDouble());
    }

    /** Those of the field `Server-Timing`. */
    static Times of(Rig rig, Answer answer) {
        List<String> values = answer.values("Server-Timing");
        if (values.isEmpty()) {
            throw answer.fieldDiffers("Server-Timing", "Server-Timing: …;dur=…, total;dur=…",
                    "expected the field Server-Timing, but there is none");
        }
        Map<String, Double> parts = new LinkedHashMap<>();
        for (String member : String.join(",", values).split(",")) {
            Matcher matcher = MEMBER.matcher(member);
            if (!matcher.matches() || parts.put(matcher.group(1), Double.valueOf(matcher.group(2))) != null) {
                throw answer.fieldDiffers("Server-Timing", "NAME;dur=MS, each name once",
                        "expected members NAME;dur=MS, each name once, in Server-Timing, got '" + member.strip() + "'");
            }
        }
        Double total = parts.remove("total");
        if (total == null || !PARTS.containsAll(parts.keySet())) {
            throw answer.fieldDiffers("Server-Timing", "parts and total",
                    "expected parts of the page and a total in Server-Timing, got "
                            + String.join(", ", values));
        }
        return new Times(rig, "Server-Timing", parts, total);
    }

    double at(String part) {
        return parts.getOrDefault(part, 0.0);
    }

    /** The parts are the whole, which is not longer than the time in which all happened. */
    Times expectAddUp(double most) {
        double sum = parts.values().stream().mapToDouble(part -> part).sum();
        if (Math.abs(sum - whole) > ROUNDING) {
            throw rig.failure("expected the parts in " + where + " to add up to the whole time, "
                    + shown(whole) + ", within 1 ms, but they add up to " + shown(sum) + ": " + shownParts());
        }
        if (whole > most + ROUNDING) {
            throw rig.failure("expected the whole time in " + where + " to be at most " + shown(most)
                    + ", from before the request was sent until after its end was seen, but it is " + shown(whole)
                    + ": " + shownParts());
        }
        return this;
    }

    /** A wait was at least so long, and it is in this part. */
    Times expectIn(String part, double least) {
        if (at(part) + ROUNDING < least) {
            throw rig.failure("expected at least " + shown(least) + " in the part " + part + " in " + where
                    + ", as the request was there for so long, but it is " + shown(at(part)) + ": " + shownParts());
        }
        return this;
    }

    private String shownParts() {
        return parts.isEmpty() ? "there are no parts"
                : parts.entrySet()
                        .stream()
                        .map(part -> part.getKey() + " " + shown(part.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String shown(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }
}
