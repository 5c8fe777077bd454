package grader.proofs.fuzzing;

import grader.proofs.protocol.Script;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Takes away from an input what is not needed for the finding. */
final class Minimizer {

    private static final int MOST_TRIALS = 3_000;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Predicate<Script> finds;
    private final BooleanSupplier hurry;
    private final long start = System.nanoTime();
    private int trials;

    /**
     * @param finds whether a script comes to the same finding
     * @param hurry whether what it has so far is good enough
     */
    Minimizer(Predicate<Script> finds, BooleanSupplier hurry) {
        this.finds = finds;
        this.hurry = hurry;
    }

    /**
     * A smaller case with the same failure, or the same case. The expected responses are dropped if the failure is not
     * about them.
     */
    Script smaller(Script script) {
        Script smallest = with(script, script.bytes());
        if (!finds(smallest)) {
            return script;
        }
        for (int size = script.bytes().length / 2; size > 0; size = size > 1 ? (size + 1) / 2 : 0) {
            for (int at = 0; at < smallest.bytes().length && goesOn();) {
                Script shorter = with(script, without(smallest.bytes(), at, size));
                if (finds(shorter)) {
                    smallest = shorter;
                } else {
                    at += size;
                }
            }
        }
        return smallest;
    }

    /** A finding is worth a few seconds: after that other cases are. */
    private boolean goesOn() {
        return trials < MOST_TRIALS && System.nanoTime() - start < MOST_NANOS && !hurry.getAsBoolean();
    }

    private boolean finds(Script script) {
        trials++;
        return finds.test(script);
    }

    private static Script with(Script script, byte[] bytes) {
        return new Script(bytes, List.of(), false, script.halfClose());
    }

    private static byte[] without(byte[] bytes, int at, int size) {
        int end = Math.min(bytes.length, at + size);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
        System.arraycopy(bytes, end, shorter, at, bytes.length - end);
        return shorter;
    }
}
