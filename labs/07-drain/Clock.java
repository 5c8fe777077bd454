// Given: nothing in this file is for you to write.
import java.util.function.LongSupplier;

/** The time, as far as a connection needs it. */
interface Clock {

    /** Milliseconds since some moment, never going back. */
    long now();

    /** The time of day as the field line `Date: …` with its CR LF (RFC 9110 §6.6.1). */
    String date();

    /** A clock for the times at the stops ({@link Stop}), in nanoseconds; null if no one needs them. */
    default LongSupplier nanos() {
        return null;
    }
}
