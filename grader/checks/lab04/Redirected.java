package grader.checks.lab04;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.http.Answer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** A redirect, and where it leads: a path may be escaped more or less than was needed. */
final class Redirected {

    /** RFC 3986 §3.3: the characters of a path, and no host before it. */
    private static final Pattern PATH = Pattern.compile("/(?!/)[/A-Za-z0-9._~!$&'()*+,;=:@%-]*");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    private Redirected() {}

    /** @param expected the path with the query, if there is one */
    static void expect(Answer answer, String expected) {
        answer.expectStatus(308);
        List<String> locations = answer.values("Location");
        String came = String.join(" and ", locations);
        String[] parts = came.split("\\?", 2);
        String[] wanted = expected.split("\\?", 2);
        boolean query = parts.length == wanted.length && (parts.length == 1 || parts[1].equals(wanted[1]));
        if (locations.size() != 1 || !PATH.matcher(parts[0]).matches()
                || !segments(parts[0]).equals(segments(wanted[0])) || !query) {
            throw answer.fieldDiffers("Location", "Location: " + expected,
                    "expected the field Location: " + expected + ", got "
                            + (locations.isEmpty() ? "none" : came));
        }
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
