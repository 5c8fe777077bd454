import java.util.function.LongSupplier;

/// Whether a backend gets requests. Two things can take it out, each on its own:
///
/// | by          | it goes out when                  | it comes in when               |
/// |-------------|-----------------------------------|--------------------------------|
/// | its checks  | `fall` checks in a row fail       | `rise` checks in a row succeed |
/// | its clients | `ejectAfter` requests in a row fail | the time of its ejection is over |
///
/// A request says nothing about a backend that was ejected after it began: what it met is known already.
/// Page: docs/pages/lab14.adoc.
final class BackendHealth {

    private static final int MOST = 16;     // times the first ejection: the longest

    private final HealthSettings settings;
    private final LongSupplier nanos;
    private boolean passing = true;     // as the checks say; guarded by this object's lock, as is all below
    private int contrary;               // checks in a row that say otherwise
    private int failures;               // requests in a row that have failed
    private int ejections;
    private long ejectedFor;            // how long the last ejection takes
    private long ejectedUntil;          // a time of the clock, as is `back`
    private boolean wasOut;
    private long back;                  // when it comes in, or has come in, after the last time it was out

    /** @param nanos a clock such as System::nanoTime */
    BackendHealth(HealthSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
    }

    /** Returns whether neither checks nor clients have taken it out. */
    // open, until then: return true;
    synchronized boolean isIn() {
        return passing && !isEjected();
    }

    private boolean isEjected() {
        return ejections > 0 && nanos.getAsLong() - ejectedUntil < 0;
    }

    /** Takes the result of a check. A backend that comes in has {@link #comesBack}. */
    // task health, until then: return;
    synchronized void checked(boolean passed) {
        contrary = passed == passing ? 0 : contrary + 1;
        if (contrary == (passed ? settings.rise() : settings.fall())) {
            contrary = 0;
            passing = passed;
            if (passed) {
                comesBack(nanos.getAsLong());
            }
        }
    }

    /**
     * Takes note of a request that has succeeded.
     *
     * @param era the {@link #era} in which it began
     */
    // task health, until then: return;
    synchronized void succeeded(int era) {
        if (era == ejections) {
            failures = 0;
        }
    }

    /**
     * Takes note of a request that has failed. Returns whether it is time to {@link #eject}: the backend is in, and
     * enough requests have failed.
     *
     * @param era the {@link #era} in which it began
     */
    // task health, until then: return false;
    synchronized boolean failed(int era) {
        if (era != ejections || !isIn()) {
            return false;
        }
        failures++;
        return settings.ejectAfter() > 0 && failures >= settings.ejectAfter();
    }

    /**
     * Ejects the backend for {@link HealthSettings#ejectTime}. If it has been back for less time than its last ejection
     * took, it is out for twice that time, but not for more than {@link #MOST} times the first. After that, the first
     * request decides: if it fails, that is enough for another ejection.
     */
    // task health, until then: return;
    synchronized void eject() {
        long now = nanos.getAsLong();
        boolean again = ejections > 0 && now - ejectedUntil < ejectedFor;
        ejectedFor = again ? Math.min(2 * ejectedFor, MOST * settings.ejectTime()) : settings.ejectTime();
        ejectedUntil = now + ejectedFor;
        ejections++;
        failures = settings.ejectAfter() - 1;
        comesBack(ejectedUntil);
    }

    /** Notes that it comes in at a time of the clock, if nothing else keeps it out for longer. */
    private void comesBack(long time) {
        back = wasOut && back - time > 0 ? back : time;
        wasOut = true;
    }

    /** Returns for how long it has been in again, in nanoseconds; Long.MAX_VALUE if it was never out. */
    // open, until then: return Long.MAX_VALUE;
    synchronized long sinceBack() {
        return wasOut ? nanos.getAsLong() - back : Long.MAX_VALUE;
    }

    /** Returns a number that is another one after each ejection. */
    // open, until then: return 0;
    synchronized int era() {
        return ejections;
    }

    /** Returns how often it has been ejected. */
    // open, until then: return 0;
    synchronized int ejections() {
        return ejections;
    }

    /** Returns whether its checks let it have requests. A backend without checks passes. */
    // open, until then: return true;
    synchronized boolean isPassing() {
        return passing;
    }
}
