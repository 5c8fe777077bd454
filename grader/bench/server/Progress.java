package grader.bench.server;

import java.io.PrintStream;

/**
 * Says what is being done: on a terminal in one line that is written over, elsewhere a line for each new beginning of
 * it.
 */
final class Progress implements AutoCloseable {

    private final PrintStream out;
    private final boolean terminal;
    private String last = "";
    private int longest;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** @param what such as `S1: round 2 of 5, jetty`: what follows the last comma is left out where lines stay */
    void say(String what) {
        if (terminal) {
            longest = Math.max(longest, what.length());
            out.print("\r" + what + " ".repeat(longest - what.length()));
            out.flush();
            return;
        }
        String beginning = what.replaceFirst(", [^,]*$", "");
        if (!beginning.equals(last)) {
            last = beginning;
            out.println(beginning);
        }
    }

    @Override
    public void close() {
        if (terminal && longest > 0) {
            out.print("\r" + " ".repeat(longest) + "\r");
            out.flush();
        }
    }
}
