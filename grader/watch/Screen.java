package grader.watch;

import grader.report.Style;
import java.io.PrintWriter;

/** Where watch mode writes: a terminal, which is cleared for each verdict, or plain text, line after line. */
final class Screen {

    private static final String CLEAR = "\033[H\033[2J";      // what has scrolled away stays: that would be 3J
    private static final String END_OF_LINE = "\033[K";
    private static final int WIDTH = 79;

    private final PrintWriter out;
    private final Style style;
    private final boolean terminal;

    Screen(PrintWriter out, Style style, boolean terminal) {
        this.out = out;
        this.style = style;
        this.terminal = terminal;
    }

    static Screen of(PrintWriter out) {
        boolean terminal = System.console() != null && System.console().isTerminal()
                && System.getenv("CI") == null && !"dumb".equals(System.getenv("TERM"));
        return new Screen(out, Style.ofTerminal(), terminal);
    }

    Style style() {
        return style;
    }

    /** Takes away all that is there. */
    void clear() {
        out.print(terminal ? CLEAR : "");
    }

    /** Shows a text below what is there. */
    void add(String text) {
        wipe();
        out.print(style.fit(text + "\n"));
        out.flush();
    }

    /** Says which keys there are: the last line, always. */
    void keys() {
        out.print(style.dim(Key.help()) + "\n");
        out.flush();
    }

    /** Says in one line what is being done; the next one takes its place. */
    void say(String words) {
        if (terminal) {
            String fit = style.fit(words);
            out.print("\r" + fit.substring(0, Math.min(WIDTH, fit.length())) + END_OF_LINE);
            out.flush();
        }
    }

    /** Takes away what was said last. */
    void wipe() {
        if (terminal) {
            out.print("\r" + END_OF_LINE);
            out.flush();
        }
    }
}
