// Given: nothing in this file is for you to write.
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A clock that returns the machine's time. */
final class SystemClock implements Clock {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private record Second(long number, String date) {}

    private final LongSupplier nanos;
    private volatile Second last = new Second(-1, "");

    /** @param timed whether the times of requests at the stops are needed */
    SystemClock(boolean timed) {
        this.nanos = timed ? System::nanoTime : null;
    }

    @Override
    public LongSupplier nanos() {
        return nanos;
    }

    @Override
    public long now() {
        return System.nanoTime() / 1_000_000;
    }

    /** Builds the line once per second, for the first caller in that second. */
    @Override
    public String date() {
        long number = System.currentTimeMillis() / 1000;
        Second second = last;
        if (second.number != number) {
            second = new Second(number, "Date: " + format(number) + "\r\n");
            last = second;
        }
        return second.date;
    }

    /**
     * Returns a date such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7). A formatter would cost more than
     * everything else at startup.
     *
     * @param second seconds since 1970
     */
    static String format(long second) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
        return name(DAYS, time.getDayOfWeek().getValue()) + ", " + two(time.getDayOfMonth()) + " "
                + name(MONTHS, time.getMonthValue()) + " " + time.getYear() + " " + two(time.getHour()) + ":"
                + two(time.getMinute())
                + ":" + two(time.getSecond()) + " GMT";
    }

    private static String name(String names, int number) {
        return names.substring(3 * number - 3, 3 * number);
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
