package grader.proofs.protocol.tests;

import grader.proofs.protocol.NetworkSchedule;
import java.util.concurrent.atomic.AtomicBoolean;

/** Cuts that are given. */
final class Pieces {

    private Pieces() {}

    /** The input in two pieces, of which the first has `first` bytes. */
    static NetworkSchedule cut(int first) {
        AtomicBoolean begun = new AtomicBoolean();
        return NetworkSchedule.steady(left -> begun.getAndSet(true) ? left : Math.min(first, left), left -> left);
    }
}
