import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** The machine's time. */
final class SystemClock implements Clock {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private record Second(long number, String date) {}

    private final LongSupplier nanos;
    private volatile Second last = new Second(-1, "");

    /** @param timed whether someone needs the times of requests at the stops */
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

    /** Made once a second, by whoever asks first. */
    @Override
    public String date() {
        long number = System.currentTimeMillis() / 1000;
        Second second = last;
        if (second.number != number) {
            second = new Second(number, line(number));
            last = second;
        }
        return second.date;
    }

    /**
     * Such as `Date: Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7). A formatter would cost more than all else at the
     * start.
     */
    static String line(long second) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
        return "Date: " + name(DAYS, time.getDayOfWeek().getValue()) + ", " + two(time.getDayOfMonth()) + " "
                + name(MONTHS, time.getMonthValue()) + " " + time.getYear() + " " + two(time.getHour()) + ":"
                + two(time.getMinute())
                + ":" + two(time.getSecond()) + " GMT\r\n";
    }

    private static String name(String names, int number) {
        return names.substring(3 * number - 3, 3 * number);
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
