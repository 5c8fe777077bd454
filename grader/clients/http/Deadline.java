package grader.clients.http;

import grader.core.console.MachineFault;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The end of a wait for something that is graded, in {@link UsableTime}. What sleeps, or takes the processors itself,
 * has all the time that it wants: for that all time counts in which the grader runs.
 */
public final class Deadline {

    /** If a machine takes this many times as long to give the time, and {@link #AT_LEAST}, it is too busy. */
    private static final int MOST_TIMES = 12;
    private static final Duration AT_LEAST = Duration.ofSeconds(30);

    private static final int MOST_LOOKS = 20;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final InheritableThreadLocal<BooleanSupplier> SERVED = new InheritableThreadLocal<>();

    private final Duration limit;
    private final BooleanSupplier served;       // null: nothing is known
    private final long awake = UsableTime.awakeNanos();
    private final long usable = UsableTime.nanos();
    private boolean over;       // when that was asked for a look

    private Deadline(Duration limit, BooleanSupplier served) {
        this.limit = limit;
        this.served = served;
    }

    /**
     * Tells what this thread, and those it will start, wait for from now on.
     *
     * @param served whether it has all the time that it wants at this moment; null: nothing is known of it
     */
    public static void waitFor(BooleanSupplier served) {
        SERVED.set(served);
    }

    /** From now on. */
    public static Deadline in(Duration limit) {
        return in(limit, SERVED.get());
    }

    /** The same, for something else than this thread waits for. */
    public static Deadline in(Duration limit, BooleanSupplier served) {
        return new Deadline(limit, served);
    }

    /**
     * Whether the time is over.
     *
     * @throws MachineFault if this machine was too busy to give it
     */
    public boolean isOver() {
        if (left().isZero()) {
            return true;
        }
        Duration waited = Duration.ofNanos(UsableTime.awakeNanos() - awake);
        if (waited.compareTo(limit) > 0 && isServed()) {
            return true;
        }
        if (waited.compareTo(limit.multipliedBy(MOST_TIMES).plus(AT_LEAST)) > 0) {
            throw new MachineFault("it is too busy: in " + waited.toSeconds() + " s it gave a thread "
                    + limit.minus(left()).toMillis() / 1000.0 + " s of a processor; try again when it is quieter");
        }
        return false;
    }

    /**
     * Whether there may be a look at what is waited for: as long as there is time, and once after that. What came in
     * time counts, however late this program gets to see it.
     *
     * @throws MachineFault as {@link #isOver}
     */
    public boolean allowsLook() {
        boolean allows = !over;
        over = over || isOver();
        return allows;
    }

    /** For up to a tenth of the limit. */
    private boolean isServed() {
        long looks = Math.clamp(limit.dividedBy(PAUSE) / 10, 2, MOST_LOOKS);
        for (int look = 0; look < looks; look++) {
            if (served == null || !served.getAsBoolean()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    /** What is left of the time, at least; zero if it is over. A wait for so long may have to go on. */
    public Duration left() {
        long left = limit.toNanos() - (UsableTime.nanos() - usable);
        return Duration.ofNanos(Math.max(0, left));
    }

    /** The same for sockets and monitors: in milliseconds, at least 1, as 0 is no limit there. */
    public int millis() {
        return over ? 1 : Math.clamp(Math.ceilDiv(left().toNanos(), 1_000_000), 1, Integer.MAX_VALUE);
    }
}
