package grader.tests.connection;

import grader.talk.Plan;
import java.util.concurrent.atomic.AtomicBoolean;

/** Cuts that are given. */
final class Pieces {

    private Pieces() {}

    /** The input in two pieces, of which the first has `first` bytes. */
    static Plan cut(int first) {
        AtomicBoolean begun = new AtomicBoolean();
        return Plan.steady(left -> begun.getAndSet(true) ? left : Math.min(first, left), left -> left);
    }
}
