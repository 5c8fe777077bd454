import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that load for clients that do not wait for it. There are few, and none while there is nothing to do. */
final class CacheThreads {

    /** Something to do that has its own time. */
    interface Work {
        void run(RequestContext context) throws Exception;
    }

    private static final int MOST = 64;
    private static final int IDLE_SECONDS = 10;

    private final long millis;
    private final ExecutorService threads = new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS,
            new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("cache-", 1).factory());

    /** @param millis how long each work may take */
    CacheThreads(long millis) {
        this.millis = millis;
    }

    long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /**
     * Begins some work for a client. It has a context of its own: it goes on when the client leaves.
     *
     * @return false if all threads are busy, or none can be started
     */
    boolean start(Peer client, Work work) {
        try {
            threads.execute(() -> run(client, work));
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            return false;
        }
    }

    private void run(Peer client, Work work) {
        RequestContext context = new RequestContext(client, null);
        context.begin(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + millis, () -> false);
        try {
            context.call(() -> {
                work.run(context);
                return null;
            });
        } catch (HttpException refused) {
            // Each later request learns it on its own.
        } catch (Exception | Error fault) {
            Faults.report(fault);
        }
    }
}
