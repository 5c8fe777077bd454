import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Looks for connections that were borrowed long ago, and names their borrowers on standard error, each once. The pool
 * does not take such a connection away: its borrower may still be using it.
 */
final class LeakWatch {

    private static final long MAX_PERIOD = TimeUnit.SECONDS.toNanos(1);

    private final ConnectionPool<?, ?> pool;
    private final long limit;
    private final LongSupplier nanos;
    private final Set<Lease<?>> reported = Collections.newSetFromMap(new WeakHashMap<>());

    /** @param limit in nanoseconds of the clock */
    LeakWatch(ConnectionPool<?, ?> pool, long limit, LongSupplier nanos) {
        this.pool = pool;
        this.limit = limit;
        this.nanos = nanos;
    }

    /** Looks from time to time, in a thread of its own, until the pool is closed. */
    void start() {
        Thread.ofPlatform().daemon().name("leak-watch").start(() -> {
            try {
                while (!pool.isClosed()) {
                    TimeUnit.NANOSECONDS.sleep(Math.clamp(limit / 4, 1_000_000, MAX_PERIOD));
                    lookSafely();
                }
            } catch (InterruptedException stop) {
                // No one needs the reports any longer.
            }
        });
    }

    /** A fault or a lack of memory does not end the watch. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
        }
    }

    /**
     * Writes a line to standard error ({@link #describe}) for each lease that began more than `limit` nanoseconds ago
     * ({@link ConnectionPool#leasesBefore}), but only the first time.
     */
    // task leak
    void look() {
        Todo.report("leak");
    }

    private String describe(Lease<?> lease) {
        Thread thread = lease.thread();
        return "a connection was not returned within " + TimeUnit.NANOSECONDS.toMillis(limit) + " ms: thread "
                + (thread.getName().isEmpty() ? "#" + thread.threadId() : thread.getName()) + " borrowed it at "
                + lease.place();
    }
}
