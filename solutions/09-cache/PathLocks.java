import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock for each path. Their number is fixed, so paths that clients make up take no memory. Two paths may share a
 * lock: then one waits for the other without need.
 */
final class PathLocks {

    private final Lock[] locks = new Lock[64];

    PathLocks() {
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** Calls `action` while no other thread does so for this path. */
    <T> T with(String path, Callable<T> action) throws Exception {
        Lock lock = locks[Math.floorMod(path.hashCode(), locks.length)];
        lock.lockInterruptibly();
        try {
            return action.call();
        } finally {
            lock.unlock();
        }
    }
}
