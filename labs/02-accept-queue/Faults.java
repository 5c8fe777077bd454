// Given: nothing in this file is for you to write.
/** Reports to the operator of the server, on standard error. Throws nothing: even a report needs memory. */
final class Faults {

    private static final long PERIOD_NANOS = 1_000_000_000;
    private static volatile long lastLine = System.nanoTime() - PERIOD_NANOS;

    private Faults() {}

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
                System.err.println(effect + " (" + lack + ")");
            } catch (RuntimeException | Error lost) {
                // The report is lost, and nothing else.
            }
        }
    }
}
