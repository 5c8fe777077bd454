import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A thread that looks after all splices. Their own threads wait in one connection at a time, and do not notice there
 * that the other one was closed.
 */
final class SpliceWatch {

    private static final int PERIOD_MILLIS = 50;
    private static final Set<Splice> RUNNING = ConcurrentHashMap.newKeySet();
    private static Thread thread;       // null until it is needed; guarded by the lock of this class

    private SpliceWatch() {}

    static void add(Splice splice) {
        start();
        RUNNING.add(splice);
    }

    static void remove(Splice splice) {
        RUNNING.remove(splice);
    }

    private static synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("splice-watch").start(SpliceWatch::run);
        }
    }

    private static void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                checkAll();
            }
        } catch (InterruptedException stop) {
            // The process ends.
        }
    }

    /** A lack of memory ends this check, but not the thread. */
    private static void checkAll() {
        try {
            long now = System.nanoTime();
            RUNNING.forEach(splice -> splice.check(now));
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
        }
    }
}
