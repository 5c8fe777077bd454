package grader.grading.engine;

import grader.clients.http.Deadline;
import grader.core.console.MachineFault;
import grader.core.console.UserError;
import grader.results.result.Cases;
import grader.results.result.Verdict;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A check that JUnit runs: its rig, its limit, and its verdict. The cases of a parameterized check run one after
 * another and share all of these; JUnit closes it after the last one.
 */
final class RunningCheck implements AutoCloseable {

    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("limits").factory());

    private static final int LOOK_MILLIS = 250;

    private final Round round;
    private final CheckDefinition one;
    private final Rig rig;
    private final Parallelism.Turn turn;
    private long start;
    private Future<?> ending;       // null: no step has run
    private Optional<CheckRun> result = Optional.empty();

    RunningCheck(Round round, CheckDefinition one) {
        this.round = round;
        this.one = one;
        this.turn = Parallelism.turn(round.isAlone(one));
        this.rig = round.rig(one);
    }

    Rig rig() {
        return rig;
    }

    /**
     * Runs the steps of a check without parameters within its limit, and reports the verdict.
     *
     * @throws AssertionFailedError with all that happened, if it failed
     * @throws TestAbortedException if it says nothing about the server
     */
    void run(Invocation<Void> steps) {
        begin();
        try {
            steps.proceed();
            end(Optional.empty());
        } catch (Throwable thrown) {
            end(Optional.of(thrown));
        }
        tell(result.orElseThrow());
    }

    /**
     * Runs the steps of a parameterized check for one case, unless the check is over. Anything but a failure of the
     * server ends the check.
     *
     * @throws AssertionFailedError if the case failed; for the first one, with all that happened
     * @throws TestAbortedException if it was not tried, or says nothing about the server
     */
    void runCase(String name, Invocation<Void> steps) {
        if (result.isPresent()) {
            steps.skip();
            throw new TestAbortedException("not tried: " + result.get().reason());
        }
        begin();
        Cases before = rig.cases(true);
        try {
            rig.each(name, () -> proceed(steps));
        } catch (Throwable thrown) {
            end(Optional.of(thrown));
            tell(result.orElseThrow());
        }
        Cases after = rig.cases(true);
        if (after.untried() > before.untried()) {
            steps.skip();
            throw new TestAbortedException("not tried: the cases before it took too long, or have ended the server");
        }
        if (after.failed().size() > before.failed().size()) {
            throw new AssertionFailedError(before.failed().isEmpty()
                    ? CheckRun.soFar(one, rig, start).inFull()
                    : after.failed().getLast());
        }
    }

    private static void proceed(Invocation<Void> steps) {
        try {
            steps.proceed();
        } catch (Throwable thrown) {
            throw SubCases.<RuntimeException>passedOn(thrown);
        }
    }

    private void begin() {
        if (ending == null) {
            start = System.nanoTime();
            Deadline.waitFor(rig::isServed);
            TimeLimits limits = round.limits();
            // a server that sleeps may wait for a client that is starved
            Deadline deadline = Deadline.in(limits.check(), rig::takesProcessors);
            ending = CLOCK.scheduleWithFixedDelay(() -> expireAfter(deadline, limits), LOOK_MILLIS, LOOK_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** On a thread of its own: ending servers may take a while, and other checks have their limits, too. */
    private void expireAfter(Deadline deadline, TimeLimits limits) {
        try {
            if (!rig.isExpired() && deadline.isOver()) {
                Thread.ofPlatform().daemon().name("end").start(() -> rig.expire(limits.checkIsOver()));
            }
        } catch (MachineFault busy) {
            Thread.ofPlatform().daemon().name("end").start(() -> rig.expire(busy));
        }
    }

    private void end(Optional<Throwable> thrown) {
        ending.cancel(false);
        if (thrown.orElse(null) instanceof UserError problem) {
            round.stop(problem);
        }
        CheckRun seen = CheckRun.of(thrown, one, rig, start);
        CheckRun run = seen.isFailed() && rig.overLimit().isEmpty() ? rig.machineFault().map(seen::because).orElse(seen)
                : seen;
        boolean passed = run.verdict() == Verdict.PASSED;
        if (passed) {
            rig.release();
        }
        result = Optional.of(run);
        round.report(one, run, passed ? Round.Doubt.NONE : rig.doubt());
    }

    private static void tell(CheckRun run) {
        switch (run.verdict()) {
            case PASSED -> {}
            case FAILED, GRADER_ERROR -> throw new AssertionFailedError(run.inFull());
            default -> throw new TestAbortedException(run.reason());
        }
    }

    /** After the last case; a check of which nothing could run has no verdict. */
    @Override
    public void close() {
        try {
            if (ending != null && result.isEmpty()) {
                end(Optional.empty());
            }
        } finally {
            Deadline.waitFor(null);
            try (turn) {
                rig.close();
            }
        }
    }
}
