package grader.core.filewatch;

import java.time.Duration;
import java.util.Optional;

/** Decides, look by look, when a save is complete: nothing may have changed for a while. */
public final class Settling {

    public static final Duration QUIET = Duration.ofMillis(80);
    /** For a file that is missing or empty: most likely its new text is on the way. */
    public static final Duration PATIENT = Duration.ofMillis(1_000);

    private Snapshot rested;
    private Snapshot seen;
    private long since;
    private boolean moving;

    public Settling(Snapshot first) {
        this.rested = first;
        this.seen = first;
    }

    /** @param nanos the time of the look, as of System.nanoTime */
    public Optional<Save> look(Snapshot now, long nanos) {
        boolean same = now.hasContentOf(seen);
        seen = now;
        if (!same) {
            since = nanos;
            boolean begins = !moving;
            moving = true;
            return begins ? Optional.of(new Save.Begun()) : Optional.empty();
        }
        if (!moving || nanos - since < (seen.isHalfWritten(rested) ? PATIENT : QUIET).toNanos()) {
            return Optional.empty();
        }
        moving = false;
        boolean changed = !seen.hasContentOf(rested);
        rested = seen;
        return Optional.of(new Save.Done(changed));
    }
}
