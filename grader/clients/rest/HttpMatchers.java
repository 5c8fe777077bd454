package grader.clients.rest;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Matchers of what HTTP says, for REST-assured and for the fields that the raw client reads. */
public final class HttpMatchers {

    private HttpMatchers() {}

    /** One of these statuses. */
    public static Described<Integer> oneOf(Integer... statuses) {
        String words = Stream.of(statuses).map(String::valueOf).collect(Collectors.joining(" or "));
        return new Described<>(words, actual -> List.of(statuses).contains(actual));
    }

    /** This media type, in any case, with or without parameters (RFC 9110 §8.3.1). */
    public static Described<String> mediaType(String type) {
        return matching(type, "(?i)" + Pattern.quote(type) + "\\s*(;.*)?");
    }

    /** A value that matches a regular expression as a whole. @param words what that means */
    public static Described<String> matching(String words, String regex) {
        Pattern form = Pattern.compile(regex);
        return new Described<>(words, actual -> actual != null && form.matcher(String.valueOf(actual)).matches());
    }

    /** A list with commas between its members, one of which is this, in any case (RFC 9110 §5.6.1). */
    public static Described<String> lists(String member) {
        return new Described<>("a list with " + member,
                actual -> actual != null && Stream.of(String.valueOf(actual).toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .anyMatch(member.toLowerCase(Locale.ROOT)::equals));
    }

    /** Of a field: it does not come. */
    public static Described<String> absent() {
        return new Described<>("absent", actual -> actual == null);
    }
}
