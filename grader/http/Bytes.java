package grader.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bytes on the wire as text: one char a byte (ISO 8859-1), controls made visible, a line an output line. */
public final class Bytes {

    private static final int MOST_LINES = 24;
    private static final int MOST_CHARS = 120;
    private static final int MOST_OF_JSON = 600;
    private static final int MOST_IN_LINES = 3_000;

    private Bytes() {}

    static byte[] of(String text) {
        return text.getBytes(ISO_8859_1);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /** The lines as they are shown, `\r\n` visible; what is too long or too much is counted instead. */
    static List<String> shown(String text) {
        if (text.isEmpty()) {
            return List.of("(nothing)");
        }
        List<String> lines = List.of(text.split("(?<=\n)"));
        List<String> shown = lines.stream().limit(MOST_LINES).map(Bytes::line).toList();
        if (lines.size() <= MOST_LINES) {
            return shown;
        }
        List<String> cut = new ArrayList<>(shown);
        cut.add("… " + (lines.size() - MOST_LINES) + " more lines");
        return cut;
    }

    /** JSON stands on one line; what is wrong may be anywhere in it. */
    private static String line(String text) {
        return text.startsWith("{") && text.length() <= MOST_OF_JSON ? visible(text) : brief(text);
    }

    /** As {@link #visible}, of what is too long only the beginning and the end; it may be megabytes. */
    public static String brief(String text) {
        if (text.length() <= MOST_CHARS && visible(text).length() <= MOST_CHARS) {
            return visible(text);
        }
        String start = visible(text.substring(0, Math.min(text.length(), MOST_CHARS / 2)));
        String end = visible(text.substring(Math.max(0, text.length() - 20)));
        return start.substring(0, Math.min(start.length(), MOST_CHARS / 2)) + "…" + text.length() + " bytes in all…"
                + end.substring(end.length() - 20);
    }

    /**
     * Text of any program, safe for a terminal: controls but tab and line feed, and marks that turn the direction of
     * writing, as escapes.
     */
    public static String printable(String text) {
        return text.chars().noneMatch(Bytes::isUnsafe) ? text
                : text.codePoints()
                        .mapToObj(c -> !isUnsafe(c) ? Character.toString(c)
                                : c < 256 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c))
                        .collect(Collectors.joining());
    }

    private static boolean isUnsafe(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' || c >= 0x202a && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f || c == 0x061c;
    }

    /** As {@link #visible}, each line on a line of its own; of what is long only the beginning. */
    public static String lines(String text) {
        String most = text.substring(0, Math.min(text.length(), MOST_IN_LINES));
        return Stream.of(most.split("(?<=\n)")).map(Bytes::visible).collect(Collectors.joining("\n"))
                + (text.length() > MOST_IN_LINES ? "… and more: " + text.length() + " bytes in all" : "");
    }

    /** Controls and bytes above 126 as escapes. */
    public static String visible(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> out.append(c < ' ' || c > '~' ? "\\x%02x".formatted((int) c) : String.valueOf(c));
            }
        }
        return out.toString();
    }
}
