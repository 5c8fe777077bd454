import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Checks backends, again and again, on one thread each: a backend that is silent delays no check of another one. */
final class HealthChecks implements AutoCloseable {

    private static final Lack LACK = new Lack("a check of a backend says nothing");

    private final List<Thread> threads = new ArrayList<>();

    /** Begins to check a backend. The pauses are random, so that checks of many edges do not come together. */
    void begin(Backend backend, HealthCheck check, long interval) {
        threads.add(Thread.ofPlatform().daemon().name("check of " + backend).start(() -> {
            try {
                while (true) {
                    check(backend, check);
                    TimeUnit.NANOSECONDS.sleep(pause(interval));
                }
            } catch (InterruptedException end) {
                // The server ends.
            }
        }));
    }

    private static void check(Backend backend, HealthCheck check) throws InterruptedException {
        try {
            boolean passed = check.passes(backend.address());
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            backend.health().checked(passed);
        } catch (RuntimeException | Error failure) {
            LACK.report(failure);
        }
    }

    /** Returns a random time, from three to five quarters of the interval. */
    // task health, until then: return interval;
    private static long pause(long interval) {
        return ThreadLocalRandom.current().nextLong(interval - interval / 4, interval + interval / 4 + 1);
    }

    /** Ends all checks. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
