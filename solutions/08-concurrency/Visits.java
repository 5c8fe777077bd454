/** Counts visits. Several threads may use it at the same time. */
final class Visits {

    private final Gap gap;
    private long count;

    Visits(Gap gap) {
        this.gap = gap;
    }

    /** Counts a visit. Returns how many there have been, with this one. No two visits get the same number. */
    // task race, until then: long seen = count; gap.pass(); count = seen + 1; return count;
    long add() throws InterruptedException {
        synchronized (this) {
            long seen = count;
            gap.pass();
            count = seen + 1;
            return count;
        }
    }
}
