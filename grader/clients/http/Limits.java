package grader.clients.http;

import java.time.Duration;

/**
 * How long things may take, and how many bytes they may have: ten times what a right server needs on a busy machine, so
 * that no verdict hangs on speed.
 */
public final class Limits {

    /** For one step of a check. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);
    /** From the start of a process to its `listening on` line, without the time for which it waits for a processor. */
    public static final Duration START = Duration.ofSeconds(15);
    /** For a server to end after a signal. */
    public static final Duration STOP = Duration.ofSeconds(10);

    /**
     * What a server is told to wait for, in milliseconds, if it is to wait for longer than any check takes.
     * Microseconds or nanoseconds of it that overflow an int are negative.
     */
    public static final String ENDLESS = "3603000";

    /** For a response, in bytes. Those of a right server have at most a quarter of it. */
    public static final int RESPONSE = 8 << 20;
    /** For the head of a response, in bytes. */
    public static final int HEAD = 64 << 10;

    private Limits() {}

    /** A limit in words: `8 MiB` or `64 KiB`. */
    public static String shown(int bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }

    /** A limit in words: `10 s` or `250 ms`. */
    public static String shown(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
