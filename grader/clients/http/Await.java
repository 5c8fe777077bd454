package grader.clients.http;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, in usable time: it looks again and again, or whenever a monitor is notified. */
public final class Await {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private Await() {}

    /** Looks every 10 ms; as {@link #comesTrue(Duration, Duration, BooleanSupplier)}. */
    public static boolean comesTrue(Duration limit, BooleanSupplier condition) {
        return comesTrue(limit, PAUSE, condition);
    }

    /**
     * Waits until the condition is true, or the limit is over; looks whenever the monitor is notified. The caller holds
     * the monitor. An interrupt ends the wait, and stays pending.
     *
     * @return whether it came true
     */
    public static boolean notified(Object monitor, Duration limit, BooleanSupplier condition) {
        Deadline deadline = Deadline.in(limit);
        try {
            while (!condition.getAsBoolean() && !deadline.isOver()) {
                monitor.wait(deadline.millis());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return condition.getAsBoolean();
    }

    /**
     * Looks at once, then after each pause, as long as {@link Deadline#allowsLook}. An exception of the condition goes
     * on to the caller.
     *
     * @return whether it came true
     */
    public static boolean comesTrue(Duration limit, Duration pause, BooleanSupplier condition) {
        Deadline deadline = Deadline.in(limit);
        while (deadline.allowsLook()) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return false;
    }
}
