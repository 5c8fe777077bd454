package grader.clients.http;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what sends no event when it comes true, such as a count in the kernel: it looks again and again. */
public final class Await {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private Await() {}

    /** Looks every 10 ms; as {@link #comesTrue(Duration, Duration, BooleanSupplier)}. */
    public static boolean comesTrue(Duration limit, BooleanSupplier condition) {
        return comesTrue(limit, PAUSE, condition);
    }

    /**
     * Looks at once, then after each pause, until the condition is true or the limit is over, and a last time after
     * that. An exception of the condition goes on to the caller.
     *
     * @return whether it came true
     */
    public static boolean comesTrue(Duration limit, Duration pause, BooleanSupplier condition) {
        Deadline deadline = Deadline.in(limit);
        boolean late = false;
        while (!condition.getAsBoolean()) {
            if (late) {
                return false;
            }
            LockSupport.parkNanos(pause.toNanos());
            late = deadline.isOver();
        }
        return true;
    }
}
