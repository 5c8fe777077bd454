package grader.core.console;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Says what is being done: on a terminal in one line that is written over; elsewhere not at all, or in a line for each
 * new beginning of it. Several threads may use one.
 */
public final class ProgressLine implements AutoCloseable {

    /** What takes no longer needs no words: see {@link #after}. */
    public static final Duration QUIET = Duration.ofSeconds(2);

    private static final int WIDTH = 79;
    private static final String WIPE = "\r\033[K";

    private final PrintWriter out;
    private final boolean live;
    private final boolean lines;
    private long from = System.nanoTime();
    private boolean shown;
    private String last = "";

    /**
     * @param live whether a line may be written over, as {@link Terminal#isLive} tells
     * @param lines whether there are lines where none may be written over
     */
    public ProgressLine(PrintWriter out, boolean live, boolean lines) {
        this.out = out;
        this.live = live;
        this.lines = lines;
    }

    /** A line that is seen on a terminal only. */
    public static ProgressLine onTerminal(PrintStream out) {
        return new ProgressLine(new PrintWriter(out, true), Terminal.isLive(), false);
    }

    /** A line that is seen everywhere. */
    public static ProgressLine everywhere(PrintStream out) {
        return new ProgressLine(new PrintWriter(out, true), Terminal.isLive(), true);
    }

    /** A line that is never seen. */
    public static ProgressLine silent() {
        return new ProgressLine(new PrintWriter(PrintWriter.nullWriter()), false, false);
    }

    /** The same, which says nothing about what takes no longer than this. */
    public ProgressLine after(Duration quiet) {
        from = System.nanoTime() + quiet.toNanos();
        return this;
    }

    /** @param what such as `S1: round 2 of 5, jetty`: what follows the last comma is left out where lines stay */
    public synchronized void say(String what) {
        if (System.nanoTime() - from < 0) {
            return;
        }
        if (live) {
            out.print(WIPE + what.substring(0, Math.min(WIDTH, what.length())));
            out.flush();
            shown = true;
        } else if (lines) {
            String beginning = what.replaceFirst(", [^,]*$", "");
            if (!beginning.equals(last)) {
                last = beginning;
                out.println(beginning);
                out.flush();
            }
        }
    }

    /** Takes away what was said last: something else is to be written in its place. */
    public synchronized void wipe() {
        if (shown) {
            out.print(WIPE);
            out.flush();
            shown = false;
        }
    }

    @Override
    public void close() {
        wipe();
    }
}
