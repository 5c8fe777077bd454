import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Which failed calls of another server are repeated, and when.
 *
 * @param most how often one call is repeated
 */
record Retries(int most, RetryBudget budget) {

    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    static Flags flags(Flags flags) {
        return flags
                .withNumber("retries", 2, 0, 100, "how often a failed call of another server is repeated")
                .withNumber("retry-budget", 10, 0, 100, "how many repetitions 100 calls allow");
    }

    static Retries from(Flags flags) {
        return new Retries(flags.number("retries"), new RetryBudget(flags.number("retry-budget")));
    }

    /**
     * Returns how many nanoseconds to wait before a call is repeated; a negative number if it must not be.
     *
     * <p>It is repeated if that may help ({@link UpstreamFailure#passing}) and cannot harm: its request is
     * `idempotent`, or never got there ({@link UpstreamFailure#sent}). There is a limit per call, and the budget. The
     * wait is random, from 0 to 50 ms, and the most doubles each time, so that callers who failed together do not come
     * back together; after ten times, it doubles no more. But it is not shorter than what the other server wants.
     *
     * @param attempt how often the call was made: 1 after the first time
     * @param left how long the request has, in nanoseconds: a wait that takes all of it is in vain
     */
    // task retry, until then: return -1;
    long delay(int attempt, UpstreamFailure failure, boolean idempotent, long left) {
        if (attempt > most || !failure.passing() || failure.sent() && !idempotent) {
            return -1;
        }
        long wait = Math.max(failure.waitNanos(), backoff(attempt));
        return wait < left && budget.tryTake() ? wait : -1;
    }

    // task retry, until then: return 0;
    private static long backoff(int attempt) {
        return ThreadLocalRandom.current().nextLong(FIRST_NANOS << Math.min(attempt - 1, 10));
    }
}
