package grader.conformance.baseline;

import java.io.PrintStream;

/**
 * Says what is being done, where it takes longer than two seconds: on a terminal in one line that is written over,
 * elsewhere in a line now and then.
 */
final class Progress implements AutoCloseable {

    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final long BETWEEN_LINES_NANOS = 10_000_000_000L;
    private static final long BETWEEN_LOOKS_NANOS = 100_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private long next = System.nanoTime() + QUIET_NANOS;
    private int longest;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Progress ofTerminal() {
        return new Progress(System.err,
                System.console() != null && System.console().isTerminal() && System.getenv("CI") == null);
    }

    synchronized void say(String what) {
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + (terminal ? BETWEEN_LOOKS_NANOS : BETWEEN_LINES_NANOS);
        if (terminal) {
            longest = Math.max(longest, what.length());
            out.print("\r" + what + " ".repeat(longest - what.length()));
        } else {
            out.println(what);
        }
        out.flush();
    }

    /** The next result stands in a line of its own. */
    @Override
    public synchronized void close() {
        if (longest > 0) {
            out.print("\r" + " ".repeat(longest) + "\r");
            out.flush();
        }
    }
}
