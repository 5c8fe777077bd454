package grader.commands;

import java.io.PrintStream;

/** Says what is being done: on a terminal in one line that is written over, and elsewhere not at all. */
final class ProgressLine implements AutoCloseable {

    private final PrintStream out;
    private final boolean terminal;
    private int longest;

    ProgressLine(PrintStream out) {
        this.out = out;
        this.terminal = System.console() != null && System.console().isTerminal() && System.getenv("CI") == null;
    }

    synchronized void say(String what) {
        if (terminal) {
            longest = Math.max(longest, what.length());
            out.print("\r" + what + " ".repeat(longest - what.length()));
            out.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (terminal && longest > 0) {
            out.print("\r" + " ".repeat(longest) + "\r");
            out.flush();
        }
    }
}
