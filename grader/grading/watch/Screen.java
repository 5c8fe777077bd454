package grader.grading.watch;

import grader.core.console.ProgressLine;
import grader.core.console.Style;
import grader.core.console.Terminal;
import java.io.PrintWriter;

/** Where watch mode writes: a terminal, which is cleared for each verdict, or plain text, line after line. */
final class Screen {

    private static final String CLEAR = "\033[H\033[2J";      // what has scrolled away stays: that would be 3J

    private final PrintWriter out;
    private final Style style;
    private final boolean live;
    private final ProgressLine progress;

    Screen(PrintWriter out) {
        this.out = out;
        this.style = Style.ofStandardOutput();
        this.live = Terminal.isLive();
        this.progress = new ProgressLine(out, live, false);
    }

    Style style() {
        return style;
    }

    /** Takes away all that is there. */
    void clear() {
        out.print(live ? CLEAR : "");
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
        progress.say(style.fit(words));
    }

    /** Takes away what was said last. */
    void wipe() {
        progress.wipe();
    }
}
