import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Checks backends, again and again, on one thread each: a backend that is silent delays no check of another one. */
final class HealthChecks implements AutoCloseable {

    private static final Lack LACK = new Lack("a check of a backend says nothing");

    private final List<Thread> threads = new ArrayList<>();

    /**
     * Begins to check a backend, in a daemon thread of its own ({@link #check}) that ends when it is interrupted. The
     * pauses between checks ({@link #pause}) are random, so that checks of many edges do not come together.
     */
    // task health
    void begin(Backend backend, HealthCheck check, long interval) {
        Todo.report("health");
    }

    /**
     * Checks a backend, and tells its {@link Backend#health}. A fault, or a lack of memory, says nothing about the
     * backend, and ends no checks ({@link #LACK}).
     *
     * @throws InterruptedException if this thread was interrupted: then the check says nothing either
     */
    // task health
    private static void check(Backend backend, HealthCheck check) throws InterruptedException {
        throw new Todo("health");
    }

    /** Returns a random time, from three to five quarters of the interval. */
    // task health
    private static long pause(long interval) {
        Todo.report("health");
        return interval;
    }

    /** Ends all checks. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
