import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Lab 09's locks, of which two paths never share one. */
final class LockScenarios {

    private LockScenarios() {}

    /** A thread that has one path holds up no other path, and an interrupt ends the wait for the same one. */
    static String locksPathsApart() throws Exception {
        PathLocks locks = new PathLocks();
        String path = "/products/Aa";
        String another = "/products/BB";        // with the same hash code
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().start(new FutureTask<>(() -> locks.with(path, () -> {
            held.countDown();
            release.await();
            return null;
        })));
        held.await();
        FutureTask<String> apart = new FutureTask<>(() -> locks.with(another, () -> "another is done"));
        FutureTask<String> same = new FutureTask<>(() -> locks.with(path, () -> "the same did not wait"));
        Thread.ofPlatform().daemon().start(apart);
        Thread waiting = Thread.ofPlatform().start(same);
        String seen = apart.get(1, TimeUnit.MINUTES);
        SeamScenarios.await(() -> waiting.getState() == Thread.State.WAITING);
        waiting.interrupt();
        try {
            seen += ", " + same.get();
        } catch (ExecutionException stopped) {
            seen += stopped.getCause() instanceof InterruptedException ? ", the same is interrupted" : ", " + stopped;
        }
        release.countDown();
        holder.join();
        return seen + locks.with(path, () -> ", then done");
    }
}
