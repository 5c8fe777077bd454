package grader.core.console;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What standard output can show.
 *
 * @param color ANSI colors: where {@link Terminal} allows them
 * @param unicode characters beyond ASCII: where standard output is UTF-8 (Java writes `?` for them elsewhere)
 */
public record Style(boolean color, boolean unicode) {

    public static final Style PLAIN = new Style(false, true);

    private static final Map<String, String> ASCII = Map.ofEntries(Map.entry("…", "..."), Map.entry("–", "-"),
            Map.entry("§", "section "), Map.entry("·", "-"), Map.entry("×", "x"), Map.entry("→", "->"),
            Map.entry("✓", "+"), Map.entry("✗", "x"), Map.entry("▶", ">"), Map.entry("○", "."), Map.entry("↷", "~"),
            Map.entry("●", "*"), Map.entry("│", "|"), Map.entry("├", "|"), Map.entry("┤", "|"), Map.entry("─", "-"),
            Map.entry("µ", "u"), Map.entry("≥", ">"));

    public static Style ofStandardOutput() {
        return new Style(Terminal.isColorful(), System.out.charset().equals(StandardCharsets.UTF_8));
    }

    public String green(String text) {
        return paint(32, text);
    }

    public String red(String text) {
        return paint(31, text);
    }

    public String cyan(String text) {
        return paint(36, text);
    }

    public String dim(String text) {
        return paint(2, text);
    }

    public String bold(String text) {
        return paint(1, text);
    }

    private String paint(int code, String text) {
        return color ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    /** The text with the characters that this output cannot show put into ASCII. */
    public String fit(String text) {
        if (unicode) {
            return text;
        }
        String plain = text;
        for (Map.Entry<String, String> each : ASCII.entrySet()) {
            plain = plain.replace(each.getKey(), each.getValue());
        }
        return plain.replaceAll("[^\\x00-\\x7f]", "?");
    }
}
