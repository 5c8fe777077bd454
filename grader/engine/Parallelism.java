package grader.engine;

import java.util.Map;

/** How many tests JUnit runs side by side. */
public final class Parallelism {

    private Parallelism() {}

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
