package grader.http;

import java.time.Duration;

/**
 * How long things may take: ten times what a right server needs on a busy machine, so that no verdict hangs on speed.
 */
public final class Limits {

    /** For one step of a check. */
    public static final Duration PATIENCE = Client.PATIENCE;
    /** From the start of a process to its `listening on` line, without the time for which it waits for a processor. */
    public static final Duration START = Duration.ofSeconds(15);
    /** For a server to end after a signal. */
    public static final Duration STOP = Duration.ofSeconds(10);

    private Limits() {}

    /** A limit in words: `10 s` or `250 ms`. */
    public static String shown(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
