// Given: nothing in this file is for you to write.
import java.util.concurrent.TimeUnit;

/**
 * When a backend is out, and when it comes in again. Times are in nanoseconds.
 *
 * @param interval how long it takes from one check to the next, about
 * @param timeout how long a check may take
 * @param rise how many checks in a row must succeed until a backend that is out comes in
 * @param fall how many checks in a row must fail until it goes out
 * @param ejectAfter how many requests in a row must fail until it is ejected; 0: it never is
 * @param ejectTime how long it is ejected the first time
 */
record HealthSettings(long interval, long timeout, int rise, int fall, int ejectAfter, long ejectTime) {

    static Flags flags(Flags flags) {
        return flags
                .withNumber("health-interval", 2_000, 1, Integer.MAX_VALUE,
                        "how long it takes from one check of a backend to the next, about, in milliseconds")
                .withNumber("health-timeout", 1_000, 1, Integer.MAX_VALUE,
                        "how long a check of a backend may take, in milliseconds")
                .withNumber("health-rise", 2, 1, 1_000,
                        "how many checks in a row must succeed until a backend comes in again")
                .withNumber("health-fall", 3, 1, 1_000, "how many checks in a row must fail until a backend is out")
                .withNumber("eject-after", 5, 0, 1_000_000,
                        "how many requests in a row must fail until a backend is out for a time; 0 is never")
                .withNumber("eject-time", 5_000, 1, Integer.MAX_VALUE, "how long that is at first, in milliseconds");
    }

    static HealthSettings from(Flags flags) {
        return new HealthSettings(nanos(flags, "health-interval"), nanos(flags, "health-timeout"),
                flags.number("health-rise"), flags.number("health-fall"), flags.number("eject-after"),
                nanos(flags, "eject-time"));
    }

    private static long nanos(Flags flags, String name) {
        return TimeUnit.MILLISECONDS.toNanos(flags.number(name));
    }
}
