import java.util.concurrent.TimeUnit;

/**
 * @param window how many calls count
 * @param rate the share of failures at which a breaker opens, in percent
 * @param open for how long it stays open, in nanoseconds
 * @param slow a response that takes longer counts as a failure, in nanoseconds
 */
record BreakerSettings(int window, int rate, long open, long slow) {

    static Flags flags(Flags flags) {
        return flags
                .withNumber("breaker-window", 20, 1, 100_000,
                        "how many calls of another server a breaker looks back at")
                .withNumber("breaker-rate", 50, 1, 100, "at which share of failed calls it opens, in percent")
                .withNumber("breaker-open", 5_000, 1, Integer.MAX_VALUE, "for how long it is open, in milliseconds")
                .withNumber("breaker-slow", 1_000, 1, Integer.MAX_VALUE,
                        "after how long a response counts as a failure, in milliseconds");
    }

    static BreakerSettings from(Flags flags) {
        return new BreakerSettings(flags.number("breaker-window"), flags.number("breaker-rate"),
                TimeUnit.MILLISECONDS.toNanos(flags.number("breaker-open")),
                TimeUnit.MILLISECONDS.toNanos(flags.number("breaker-slow")));
    }

    /** Returns how many calls there must be before the rate counts: half of the window. */
    int least() {
        return (window + 1) / 2;
    }
}
