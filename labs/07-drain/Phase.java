// Given: nothing in this file is for you to write.
import java.util.Map;
import java.util.Set;

/** The phases of an {@link HttpConnection}, which says what each of them means, and which may follow which. */
enum Phase {
    IDLE, RECEIVING, HANDLING, PRODUCING, SENDING, LINGERING, CLOSED, RESET;

    private static final Map<Phase, Set<Phase>> NEXT = Map.of(
            IDLE, Set.of(RECEIVING, HANDLING, PRODUCING, CLOSED),
            RECEIVING, Set.of(HANDLING, PRODUCING, CLOSED),
            HANDLING, Set.of(PRODUCING),
            PRODUCING, Set.of(IDLE, RECEIVING, HANDLING, SENDING, LINGERING, CLOSED, RESET),
            SENDING, Set.of(IDLE, RECEIVING, HANDLING, PRODUCING, LINGERING, CLOSED, RESET),
            LINGERING, Set.of(CLOSED),
            CLOSED, Set.of(),
            RESET, Set.of());

    /** Returns the phases that may follow this one. Any phase may also last. */
    Set<Phase> next() {
        return NEXT.get(this);
    }

    /**
     * Returns `next`.
     *
     * @throws IllegalStateException if it may not follow this phase
     */
    Phase to(Phase next) {
        if (next != this && !next().contains(next)) {
            throw new IllegalStateException(next + " cannot follow " + this);
        }
        return next;
    }
}
