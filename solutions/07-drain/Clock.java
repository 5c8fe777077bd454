import java.util.function.LongSupplier;

/** A source of the time, in the forms that a connection needs. */
interface Clock {

    /** Returns {@link System#nanoTime} in milliseconds. The value never decreases. */
    long now();

    /** Returns the time of day as the field line `Date: …`, including its CR LF (RFC 9110 §6.6.1). */
    String date();

    /**
     * Returns a clock, in nanoseconds, for the times at each {@link RequestStage}; null if these times are not needed.
     */
    default LongSupplier nanos() {
        return null;
    }
}
