package docs.studio.terminal;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes lines in what the terminal can show; what it cannot show has a plain form. */
final class Screen {

    /** How something looks. The numbers are ANSI's. */
    enum Look {
        BOLD(1), DIM(2), GOOD(32), BAD(31), LIT(36);

        private final int code;

        Look(int code) {
            this.code = code;
        }
    }

    private static final Map<String, String> ASCII = new LinkedHashMap<>();

    static {
        ASCII.put("…", "...");
        ASCII.put("–", "-");
        ASCII.put("§", "section ");
        ASCII.put("·", "-");
        ASCII.put("×", "x");
        ASCII.put("→", "->");
        ASCII.put("✓", "+");
        ASCII.put("✗", "x");
        ASCII.put("▶", ">");
        ASCII.put("○", ".");
        ASCII.put("↷", "~");
        ASCII.put("●", "*");
        ASCII.put("│", "|");
    }

    private static final int WIDTH = 88;
    /** Blanks with an even number of backticks after them. */
    private static final String BETWEEN_WORDS = "\\s+(?=([^`]*`[^`]*`)*[^`]*$)";

    private final PrintWriter out;
    private final Style style;

    Screen(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    void line(String text) {
        out.println(shown(text).stripTrailing());
    }

    void line() {
        out.println();
    }

    /** The text in a look, where there is colour. */
    String in(Look look, String text) {
        return style.colour() ? "\u001b[" + look.code + "m" + text + "\u001b[0m" : text;
    }

    /** A text of any length, broken into lines that begin with `indent`; a `code span` stays in one piece. */
    void paragraph(String indent, String text) {
        StringBuilder line = new StringBuilder();
        for (String word : shown(text).strip().split(BETWEEN_WORDS)) {
            if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > WIDTH) {
                out.println(indent + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.println(indent + line);
    }

    /** A labelled line: ` edit labs/…`. */
    void item(String label, String text) {
        line("  " + in(Look.DIM, "%-7s".formatted(label)) + " " + text);
    }

    private String shown(String text) {
        if (style.unicode()) {
            return text;
        }
        String plain = text;
        for (Map.Entry<String, String> each : ASCII.entrySet()) {
            plain = plain.replace(each.getKey(), each.getValue());
        }
        return plain;
    }
}
