package grader.grading.engine;

import grader.clients.http.UsableTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** How many tests run side by side; and how many checks in this process, whichever gradings they belong to. */
public final class Parallelism {

    /** Most checks wait, most of the time: so there are more of them than processors. */
    static final int CHECKS = Math.clamp(Runtime.getRuntime().availableProcessors() * 3L, 4, 8);

    private static final Semaphore FREE = new Semaphore(CHECKS, true);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Parallelism() {}

    /** A check may run until it closes this. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a turn. @param alone while no other check runs */
    static Turn turn(boolean alone) {
        int turns = alone ? CHECKS : 1;
        FREE.acquireUninterruptibly(turns);
        return () -> FREE.release(turns);
    }

    /** Waits for a moment at which a thread gets half a processor, for `limit` at most. */
    static void awaitQuiet(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (UsableTime.share() < UsableTime.QUIET && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Configuration parameters of the JUnit Platform: everything in parallel, on a pool of this size. */
    public static Map<String, String> of(int lanes) {
        String parallel = "junit.jupiter.execution.parallel.";
        return Map.of(
                parallel + "enabled", "true",
                parallel + "mode.default", "concurrent",
                parallel + "config.executor-service", "WORKER_THREAD_POOL",
                parallel + "config.strategy", "fixed",
                parallel + "config.fixed.parallelism", String.valueOf(lanes),
                parallel + "config.fixed.max-pool-size", String.valueOf(lanes));
    }
}
