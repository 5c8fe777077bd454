package grader.grading.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * As many servers of this process start at the same time as there are processors. More would not be up sooner, as
 * starting is processor work, and meanwhile a check may hand its server on.
 */
final class StartPermits {

    /** A start that takes longer waits for something other than a processor, and lets others go on. */
    static final Duration LONG = Duration.ofSeconds(2);

    private static final Semaphore FREE = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private StartPermits() {}

    /** Waits for a turn. */
    static Turn take() {
        FREE.acquireUninterruptibly();
        return new Turn();
    }

    static final class Turn implements AutoCloseable {

        private final AtomicBoolean over = new AtomicBoolean();

        @Override
        public void close() {
            if (over.compareAndSet(false, true)) {
                FREE.release();
            }
        }
    }
}
