package docs.studio.drills;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must be true of the signals of a server with a fault, and of no other: conditions such as `TERM > 0.5` or `TERM
 * / TERM < 2`, with the terms of {@link Evidence}.
 */
record Rule(List<String> conditions) {

    private static final Pattern CONDITION = Pattern.compile("(.+?)(?: / (.+?))? ([<>]) ([0-9.]+)");

    Rule {
        conditions.forEach(Rule::parsed);
    }

    private static Matcher parsed(String condition) {
        Matcher parsed = CONDITION.matcher(condition);
        if (!parsed.matches()) {
            throw new IllegalArgumentException("'" + condition + "' is no condition: write TERM > NUMBER, or < NUMBER");
        }
        return parsed;
    }

    /** Whether all are true. What is not known is not true. */
    boolean holds(Evidence evidence) {
        return conditions.stream().allMatch(condition -> holds(condition, evidence));
    }

    private static boolean holds(String condition, Evidence evidence) {
        Matcher parsed = parsed(condition);
        double limit = Double.parseDouble(parsed.group(4));
        double value = value(parsed, evidence);
        return parsed.group(3).equals(">") ? value > limit : value < limit;
    }

    private static double value(Matcher condition, Evidence evidence) {
        double first = evidence.value(condition.group(1));
        return condition.group(2) == null ? first : first / evidence.value(condition.group(2));
    }

    /** Each condition, what was measured, and whether that makes it true. */
    List<String> measured(Evidence evidence) {
        return conditions.stream()
                .map(condition -> String.format(Locale.ROOT, "%s %-8s %s", holds(condition, evidence) ? "✓" : "✗",
                        number(value(parsed(condition), evidence)), condition))
                .toList();
    }

    /** A number as people write it. */
    static String number(double value) {
        return Double.isNaN(value) ? "none"
                : value >= 100 || value == Math.rint(value) ? String.valueOf(Math.round(value))
                        : String.valueOf(Math.round(value * 100) / 100.0);
    }
}
