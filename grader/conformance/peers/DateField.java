package grader.conformance.peers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/**
 * The value of the Date field, rendered once per second: for peers that leave it to their handlers. A server with a
 * clock has to send it (RFC 9110 §6.6.1); without it a peer would be spared the work.
 *
 * @param <T> as a peer likes to write it
 */
final class DateField<T> {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** @param number of seconds since 1970 */
    private record Second<T>(long number, T rendered) {}

    private final Function<String, T> made;
    private volatile Second<T> last;

    DateField(Function<String, T> made) {
        this.made = made;
        this.last = new Second<>(-1, null);
    }

    T now() {
        long number = System.currentTimeMillis() / 1000;
        Second<T> second = last;
        if (second.number != number) {
            second = new Second<>(number, made.apply(FORM.format(Instant.ofEpochSecond(number))));
            last = second;
        }
        return second.rendered;
    }
}
