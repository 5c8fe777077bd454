package docs.studio.terminal;

import grader.core.console.Style;
import java.io.PrintWriter;

/** Writes lines in what the terminal can show; what it cannot show has a plain form. */
final class Screen {

    /** How something looks. */
    enum Look {
        BOLD, DIM, GOOD, BAD, LIT
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
        out.println(style.fit(text).stripTrailing());
    }

    void line() {
        out.println();
    }

    /** The text in a look, where there are colors. */
    String in(Look look, String text) {
        return switch (look) {
            case BOLD -> style.bold(text);
            case DIM -> style.dim(text);
            case GOOD -> style.green(text);
            case BAD -> style.red(text);
            case LIT -> style.cyan(text);
        };
    }

    /** A text of any length, broken into lines that begin with `indent`; a `code span` stays in one piece. */
    void paragraph(String indent, String text) {
        StringBuilder line = new StringBuilder();
        for (String word : style.fit(text).strip().split(BETWEEN_WORDS)) {
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
}
