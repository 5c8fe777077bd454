package docs.site.cells;

import java.time.Duration;

/**
 * How much one cell may take.
 *
 * @param time how long it may run
 * @param patience how long it may go on when it is to stop, before its process is ended
 * @param bytes how much it may print
 * @param lines the same, in lines
 */
public record Limits(Duration time, Duration patience, int bytes, int lines) {

    /** For recording and for tests: generous, as the machine may be busy. */
    public static final Limits DEFAULT = new Limits(Duration.ofMinutes(2), Duration.ofSeconds(2), 64 * 1024, 2_000);
}
