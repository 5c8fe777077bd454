package grader.checks.lab04;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.rest.Described;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Where a redirect leads: its path may be escaped more or less than was needed. */
final class Redirected {

    /** RFC 3986 §3.3: the characters of a path, and no host before it. */
    private static final Pattern PATH = Pattern.compile("/(?!/)[/A-Za-z0-9._~!$&'()*+,;=:@%-]*");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    private Redirected() {}

    /** The value of Location. @param expected the path with the query, if there is one */
    static Described<String> to(String expected) {
        return new Described<>(expected, actual -> actual != null && leadsTo(expected, actual.toString()));
    }

    private static boolean leadsTo(String expected, String location) {
        String[] parts = location.split("\\?", 2);
        String[] wanted = expected.split("\\?", 2);
        boolean query = parts.length == wanted.length && (parts.length == 1 || parts[1].equals(wanted[1]));
        return query && PATH.matcher(parts[0]).matches() && segments(parts[0]).equals(segments(wanted[0]));
    }

    /** Cut, then decoded, then without dot segments, as a client does before it asks again. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            String text = ESCAPE.matcher(segment)
                    .replaceAll(escape -> new String(HexFormat.of().parseHex(escape.group(1)), ISO_8859_1)
                            .replace("\\", "\\\\")
                            .replace("$", "\\$"));
            if (text.equals("..")) {
                segments.subList(Math.max(0, segments.size() - 1), segments.size()).clear();
            } else if (!text.equals(".")) {
                segments.add(text);
            }
        }
        return segments;
    }
}
