import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A pattern for paths, split into its parts: `/users/{id}` or `/files/*rest`.
 *
 * <p>A segment is a literal, or a parameter `{name}`, which matches one segment that is not empty. Only the last
 * segment may be a wildcard `*name`, which matches the rest of the path, even if it is empty. Literals are decoded in
 * the same way as paths: `/caf%C3%A9` is `/café`, and a literal that starts with an asterisk is written as `%2A…`.
 * Page: docs/pages/lab04.adoc.
 *
 * @param text as written
 */
record RoutePattern(String text, List<Part> parts) {

    private static final Pattern LITERAL = Pattern.compile("[^{}?#\\s\\p{Cntrl}]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    enum Kind { LITERAL, PARAMETER, WILDCARD }

    /** @param text a literal decoded; other kinds as written: `{id}`, `*rest` */
    record Part(Kind kind, String text) {

        /** Returns the name between the braces or after the asterisk. */
        String name() {
            return kind == Kind.WILDCARD ? text.substring(1) : text.substring(1, text.length() - 1);
        }
    }

    /** @throws UsageException if the pattern is invalid; the message says why */
    static RoutePattern of(String text) {
        if (!text.startsWith("/")) {
            throw invalid(text, "it must begin with /");
        }
        List<Part> parts = new ArrayList<>();
        for (String segment : text.substring(1).split("/", -1)) {
            parts.add(part(text, segment));
        }
        check(text, parts);
        return new RoutePattern(text, List.copyOf(parts));
    }

    private static Part part(String pattern, String segment) {
        if (segment.startsWith("*")) {
            return new Part(Kind.WILDCARD, segment);
        }
        if (segment.startsWith("{") && segment.endsWith("}")) {
            return new Part(Kind.PARAMETER, segment);
        }
        if (!LITERAL.matcher(segment).matches()) {
            throw invalid(pattern, "'" + segment
                    + "' is neither a literal nor a {name}; write %7B for {, %7D for }, %3F for ?, %23 for #");
        }
        return new Part(Kind.LITERAL, literal(pattern, segment));
    }

    private static String literal(String pattern, String segment) {
        String text;
        try {
            text = PercentDecoder.decode(segment);
        } catch (HttpException refusal) {
            throw invalid(pattern, refusal.getMessage());
        }
        if (text.equals(".") || text.equals("..")) {
            throw invalid(pattern, "no request path contains the segment '" + segment + "'; leave it out");
        }
        return text;
    }

    private static void check(String pattern, List<Part> parts) {
        Set<String> names = new HashSet<>();
        for (Part part : parts) {
            if (part.kind() == Kind.LITERAL) {
                continue;
            }
            if (!NAME.matcher(part.name()).matches()) {
                throw invalid(pattern, "'" + part.text() + "' needs a name of letters, digits, _ and -");
            }
            if (!names.add(part.name())) {
                throw invalid(pattern, "the name '" + part.name() + "' is used twice");
            }
            if (part.kind() == Kind.WILDCARD && part != parts.getLast()) {
                throw invalid(pattern, "'" + part.text() + "' matches the rest of the path, so it must be last");
            }
        }
    }

    private static UsageException invalid(String pattern, String why) {
        return new UsageException("pattern " + pattern + ": " + why);
    }

    /**
     * Returns the parameters of this pattern, which matches `path`, by name and in the order of the pattern. The value
     * is the decoded segments that the parameter matches: one for `{id}`, and all from there on for `*rest`.
     */
    // task match
    Map<String, List<String>> parameters(RoutePath path) {
        throw new Todo("match");
    }

    @Override
    public String toString() {
        return text;
    }
}
