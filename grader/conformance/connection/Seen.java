package grader.conformance.connection;

import java.util.ArrayList;
import java.util.List;

/** The bytes that went over the wire in one trial, as lines to read. */
public final class Seen {

    private static final int MOST_LINES = 60;
    private static final int MOST_CHARS = 160;

    private final List<String> lines = new ArrayList<>();

    synchronized void tell(String words) {
        if (lines.size() < MOST_LINES) {
            lines.add(words);
        }
    }

    synchronized void bytes(String sign, String bytes) {
        for (String line : bytes.split("(?<=\n)")) {
            tell(sign + " " + visible(line));
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Controls and bytes above 126 as escapes; of what is long, the beginning and how much there is. */
    public static String visible(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < MOST_CHARS; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> out.append(c < ' ' || c > '~' ? "\\x%02x".formatted((int) c) : String.valueOf(c));
            }
        }
        return text.length() > MOST_CHARS ? out + "… " + text.length() + " bytes in all" : out.toString();
    }
}
