import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directives in `Cache-Control`, of a request or of a response (RFC 9111 §5.2). A directive may have a value, as a
 * token or in quotes.
 *
 * @param directives the values of each directive, by its name in lower case; a directive without a value has an empty
 *        one
 * @param valid whether the field has only directives in it, separated by commas
 */
record CacheControl(Map<String, List<String>> directives, boolean valid) {

    /** More seconds than this are as good as this (RFC 9111 §1.2.2). */
    static final long MOST_SECONDS = 1L << 31;
    /** The result of {@link #deltaSeconds} for a text that is not a whole number. */
    static final long UNKNOWN = -1;
    /** Nothing or a directive, with white space around it, and a comma. */
    private static final Pattern MEMBER = Pattern.compile(
            "[ \\t]*(?:([-!#$%&'*+.^_`|~0-9A-Za-z]+)(?:=(?:\"([^\"\\\\]*)\"|([^\\s\",;=\\\\]+)))?[ \\t]*)?,");

    static CacheControl of(Request request) {
        return of(request.head().fields().values("cache-control"));
    }

    static CacheControl of(List<Field> fields, String name) {
        return of(FieldLines.values(fields, name));
    }

    private static CacheControl of(List<String> values) {
        Map<String, List<String>> directives = new HashMap<>();
        Matcher member = MEMBER.matcher(String.join(",", values) + ",");
        while (member.lookingAt()) {
            if (member.group(1) != null) {
                String value = member.group(2) != null ? member.group(2) : member.group(3);
                directives.computeIfAbsent(member.group(1).toLowerCase(Locale.ROOT), first -> new ArrayList<>(1))
                        .add(value == null ? "" : value);
            }
            member.region(member.end(), member.regionEnd());
        }
        return new CacheControl(directives, member.regionStart() == member.regionEnd());
    }

    boolean has(String name) {
        return directives.containsKey(name);
    }

    /**
     * Returns the seconds that a directive names, at most 2^31. Of several values, the smallest counts. A value that is
     * not a whole number counts as 0, and so does a directive that is not there.
     */
    long seconds(String name) {
        long least = directives.getOrDefault(name, List.of())
                .stream()
                .mapToLong(CacheControl::deltaSeconds)
                .min()
                .orElse(0);
        return Math.max(0, least);
    }

    /** Returns a number of seconds, at most 2^31; {@link #UNKNOWN} if the text is not a whole number (§1.2.2). */
    static long deltaSeconds(String text) {
        if (text.isEmpty() || !Ascii.containsOnly(Ascii.DIGIT, text)) {
            return UNKNOWN;
        }
        return text.length() > 10 ? MOST_SECONDS : Math.min(MOST_SECONDS, Long.parseLong(text));
    }
}
