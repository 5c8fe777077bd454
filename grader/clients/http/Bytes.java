package grader.clients.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bytes on the wire as text: one char a byte (ISO 8859-1), controls made visible, a line an output line. */
public final class Bytes {

    private static final int MOST_LINES = 24;
    private static final int MOST_AT_AN_END = 6;
    private static final int MOST_CHARS = 120;
    private static final int MOST_OF_JSON = 600;
    private static final int MOST_IN_LINES = 3_000;
    private static final int MOST_OF_MESSAGE = 2_000;

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
        List<String> shown = new ArrayList<>();
        int more = 0;
        for (int at = 0, end; at < text.length(); at = end) {
            end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at) + 1;
            if (shown.size() < MOST_LINES) {
                shown.add(line(text.substring(at, end)));
            } else {
                more++;
            }
        }
        if (more > 0) {
            shown.add("… " + more + " more lines");
        }
        return shown;
    }

    /** As `shown`, of many lines the first and the last: what is wrong with a file may be at its end. */
    static List<String> ends(String text) {
        String[] lines = text.split("(?<=\n)");
        int more = lines.length - 2 * MOST_AT_AN_END;
        if (more <= 1) {
            return shown(text);
        }
        List<String> shown = new ArrayList<>();
        IntStream.range(0, MOST_AT_AN_END).forEach(i -> shown.add(line(lines[i])));
        shown.add("… " + more + " more lines");
        IntStream.range(lines.length - MOST_AT_AN_END, lines.length).forEach(i -> shown.add(line(lines[i])));
        return shown;
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

    /**
     * As {@link #printable}, for a message that may quote what a server has sent: of what is long, only the beginning.
     */
    public static String message(String text) {
        return printable(text.length() <= MOST_OF_MESSAGE ? text : text.substring(0, MOST_OF_MESSAGE) + "…");
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
