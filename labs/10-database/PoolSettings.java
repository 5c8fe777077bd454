// Given: nothing in this file is for you to write.
import java.util.concurrent.TimeUnit;

/**
 * What a {@link ConnectionPool} may do. Times are in nanoseconds.
 *
 * @param size how many connections there are at most
 * @param timeout how long a borrower waits
 * @param idleCheck how long a connection may be idle without being checked before its next use
 * @param leak how long a borrower may keep a connection without being reported; 0 for no limit
 */
record PoolSettings(int size, long timeout, long idleCheck, long leak) {

    static Flags flags(Flags flags) {
        return flags.withNumber("pool-size", 10, 1, 1_000, "how many connections to the database there are at most")
                .withNumber("pool-timeout", 1000, 1, Integer.MAX_VALUE,
                        "how long a request waits for a connection, in milliseconds")
                .withNumber("pool-idle-check", 500, 0, Integer.MAX_VALUE,
                        "a connection that was idle for at least as long is checked before it is used, in milliseconds")
                .withNumber("pool-leak", 10_000, 0, Integer.MAX_VALUE,
                        "after how long a connection that was not returned is reported, in milliseconds; 0 is never");
    }

    static PoolSettings from(Flags flags) {
        return new PoolSettings(flags.number("pool-size"), nanos(flags, "pool-timeout"),
                nanos(flags, "pool-idle-check"), nanos(flags, "pool-leak"));
    }

    private static long nanos(Flags flags, String name) {
        return TimeUnit.MILLISECONDS.toNanos(flags.number(name));
    }
}
