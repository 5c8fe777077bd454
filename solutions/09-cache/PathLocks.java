import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A lock for each path. It takes memory only while a thread has it or waits for it. */
final class PathLocks {

    /** @param threads how many have the lock or wait for it */
    private record Use(Lock lock, int threads) {}

    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    /** Calls `action` while no other thread does so for this path. An interrupt ends the wait for its turn. */
    <T> T with(String path, Callable<T> action) throws Exception {
        Use first = new Use(new ReentrantLock(), 1);
        Lock lock = uses.merge(path, first, (use, one) -> new Use(use.lock, use.threads + 1)).lock;
        try {
            lock.lockInterruptibly();
            try {
                return action.call();
            } finally {
                lock.unlock();
            }
        } finally {
            uses.computeIfPresent(path, (same, use) -> use.threads == 1 ? null : new Use(use.lock, use.threads - 1));
        }
    }
}
