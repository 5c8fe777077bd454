package grader.engine;

import grader.console.UserError;
import grader.result.Verdict;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** One launch of JUnit over some checks: what each of them works with, and what becomes of it. */
abstract class Round {

    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("limits").factory());

    abstract CheckDefinition definition(Method method);

    /** The verdict on a check that need not be run, or cannot be. */
    abstract Optional<CheckRun> withoutRunning(CheckDefinition one);

    abstract Rig rig(CheckDefinition one);

    abstract TimeLimits limits();

    /** A check is over. One with parameters is over once for each of its cases. */
    abstract void report(CheckDefinition one, CheckRun run, boolean onUsedServer);

    /** What the user has to put right before any check can say something. */
    abstract void stop(UserError problem);

    /**
     * Runs the steps of a check within its limit, and reports the verdict.
     *
     * @param name of the case that it is run for; empty: it has no parameters
     * @throws AssertionFailedError with all that happened, if it failed
     * @throws TestAbortedException if it says nothing about the server
     */
    final void run(CheckDefinition one, String name, Rig rig, Invocation<Void> steps) {
        long start = System.nanoTime();
        TimeLimits limits = limits();
        Future<?> ending = CLOCK.schedule(() -> end(rig, limits), limits.check().toNanos(), TimeUnit.NANOSECONDS);
        Throwable thrown = null;
        try {
            steps.proceed();
        } catch (Throwable any) {
            thrown = any;
        } finally {
            ending.cancel(false);
        }
        if (thrown instanceof UserError problem) {
            stop(problem);
        }
        CheckRun run = CheckRun.of(Optional.ofNullable(thrown), one, name, rig, start);
        if (run.verdict() == Verdict.PASSED) {
            rig.release();
        }
        report(one, run, rig.hasUsedOne());
        switch (run.verdict()) {
            case PASSED -> {}
            case FAILED, GRADER_ERROR -> throw new AssertionFailedError(run.inFull());
            default -> throw new TestAbortedException(run.reason());
        }
    }

    /** On a thread of its own: ending servers may take a while, and other checks have their limits, too. */
    private static void end(Rig rig, TimeLimits limits) {
        Thread.ofPlatform().daemon().name("end").start(() -> rig.expire(limits.checkIsOver()));
    }
}
