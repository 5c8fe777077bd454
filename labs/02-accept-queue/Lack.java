// Given: nothing in this file is for you to write.
/**
 * A lack of something, such as threads, and what it means for a client. It is created before it occurs: when memory is
 * lacking, there is none for the text either.
 */
final class Lack {

    private static final long PERIOD_NANOS = 1_000_000_000;

    private final String effect;
    private volatile long lastLine = System.nanoTime() - PERIOD_NANOS;

    Lack(String effect) {
        this.effect = effect;
    }

    /** Prints the effect and its cause on one line of standard error, and at most one such line per second. */
    void report(Throwable cause) {
        long now = System.nanoTime();
        if (now - lastLine >= PERIOD_NANOS) {
            lastLine = now;
            try {
                System.err.println(line(cause));
            } catch (RuntimeException | Error lost) {
                // The report is lost, and nothing else.
            }
        }
    }

    String line(Throwable cause) {
        return effect + " (" + cause + ")";
    }
}
