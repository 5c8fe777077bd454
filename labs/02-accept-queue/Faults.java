// Given: nothing in this file is for you to write.
import java.io.OutputStream;
import java.io.PrintStream;

/** Reports to the operator of the server, on standard error. Throws nothing: even a report needs memory. */
final class Faults {

    private static final long PERIOD_NANOS = 1_000_000_000;
    private static volatile long lastLine = System.nanoTime() - PERIOD_NANOS;

    private Faults() {}

    /**
     * Loads what a report needs. A thread that has no memory to load this class ends, whatever it catches, so a server
     * calls this method before it accepts clients.
     */
    static void prepare() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        new IllegalStateException("a rehearsal").printStackTrace(nowhere);
        nowhere.println(line("a rehearsal", new IllegalStateException()));
    }

    /** Prints a fault in our own code, with its stack trace. */
    static void report(Throwable fault) {
        try {
            fault.printStackTrace();
        } catch (RuntimeException | Error lost) {
            // The report is lost, and nothing else.
        }
    }

    /** Prints what a lack of something means for a client, on one line, and at most one such line per second. */
    static void report(String effect, Throwable lack) {
        long now = System.nanoTime();
        if (now - lastLine >= PERIOD_NANOS) {
            lastLine = now;
            try {
                System.err.println(line(effect, lack));
            } catch (RuntimeException | Error lost) {
                // The report is lost, and nothing else.
            }
        }
    }

    private static String line(String effect, Throwable lack) {
        return effect + " (" + lack + ")";
    }
}
