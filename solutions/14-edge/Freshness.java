import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * For how long a response may be used, and how old it is (RFC 9111 §4.2). All times are in nanoseconds.
 *
 * @param lifetime how old it may be
 * @param initialAge how old it was when it was received
 * @param received when that was, on a clock such as System::nanoTime
 */
record Freshness(long lifetime, long initialAge, long received) {

    /**
     * @param fields of the response
     * @param asked when its request was sent
     * @param now when it was received
     */
    static Freshness of(List<Field> fields, long asked, long now) {
        long second = System.currentTimeMillis() / 1000;
        List<String> dates = FieldLines.values(fields, "date");
        long date = dates.isEmpty() ? Validators.UNKNOWN : HttpDate.parse(dates.getFirst());
        long known = date == Validators.UNKNOWN ? second : date;
        return new Freshness(nanos(lifetime(fields, known)), initialAge(fields, known, second, now - asked), now);
    }

    /**
     * Returns the lifetime in seconds (RFC 9111 §4.2.1): `s-maxage`, or else `max-age`, or else how long after `date`
     * it `Expires`. It is 0 if there is none of them, if it is not valid, or with `no-cache`: then it must be asked for
     * each time. There is no guess (heuristic freshness, §4.2.2).
     *
     * @param date in seconds since 1970
     */
    // task cache
    private static long lifetime(List<Field> fields, long date) {
        CacheControl control = CacheControl.of(fields, "Cache-Control");
        if (control.has("no-cache")) {
            return 0;
        }
        if (control.has("s-maxage") || control.has("max-age")) {
            return control.seconds(control.has("s-maxage") ? "s-maxage" : "max-age");
        }
        List<String> expires = FieldLines.values(fields, "Expires");
        long end = expires.size() == 1 ? HttpDate.parse(expires.getFirst()) : Validators.UNKNOWN;
        return end == Validators.UNKNOWN ? 0 : Math.max(0, end - date);
    }

    /**
     * Returns how old a response is when it arrives, in nanoseconds (RFC 9111 §4.2.3): by the clock, the time since its
     * date; by what other caches say, the `Age` that it brings along, and the time that the request has taken. The
     * larger one counts, and it is never below 0.
     *
     * @param date of the response, in seconds since 1970
     * @param second now, in seconds since 1970
     * @param delay how long the request has taken, in nanoseconds
     */
    private static long initialAge(List<Field> fields, long date, long second, long delay) {
        List<String> ages = FieldLines.values(fields, "Age");
        long age = ages.isEmpty() ? 0 : Math.max(0, CacheControl.deltaSeconds(ages.getFirst()));
        return Math.max(nanos(second - date), nanos(age) + delay);
    }

    /** More than 68 years are as good as 68 years, and do not overflow. */
    private static long nanos(long seconds) {
        return TimeUnit.SECONDS.toNanos(Math.min(seconds, CacheControl.MOST_SECONDS));
    }

    long age(long now) {
        return initialAge + (now - received);
    }

    /** Returns for how long it will be fresh; not above 0 if it no longer is. */
    long remaining(long now) {
        return lifetime - age(now);
    }
}
