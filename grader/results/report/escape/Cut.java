package grader.results.report.escape;

import java.nio.charset.StandardCharsets;

/** Shortens text for formats with a limit. No character is cut in half. */
public final class Cut {

    private Cut() {}

    /** At most `most` characters, as Unicode counts them; what was cut ends with `remark`, which counts, too. */
    public static String toCharacters(String text, int most, String remark) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        int kept = most - remark.codePointCount(0, remark.length());
        return text.substring(0, text.offsetByCodePoints(0, kept)) + remark;
    }

    /** At most `most` bytes of UTF-8; what was cut ends with `remark`, which counts, too. */
    public static String toBytes(String text, int most, String remark) {
        if (bytes(text) <= most) {
            return text;
        }
        int left = most - bytes(remark);
        int end = 0;
        while (end < text.length()) {
            int next = end + Character.charCount(text.codePointAt(end));
            left -= bytes(text.substring(end, next));
            if (left < 0) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + remark;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
