import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * The signals that ask this process to stop: SIGTERM, which an operator or a container's runtime sends, and SIGINT,
 * which a terminal sends for Ctrl+C.
 *
 * <p>The JVM's own handler would run the shutdown hooks, and ignore a second signal meanwhile. So this class handles
 * both itself; the process ends when {@link Lifecycle#run} has returned.
 */
final class StopSignals {

    /** What a signal may interrupt. */
    interface Work {
        void run() throws Exception;
    }

    private static final int HALTED = 1;

    private final CountDownLatch first = new CountDownLatch(1);
    private Thread worker;      // that a signal interrupts; null if there is none; guarded by `this`

    private StopSignals() {}

    /** Returns signals that count from now on. */
    static StopSignals install() {
        StopSignals signals = new StopSignals();
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> signals.received("SIG" + signal.getName()));
        }
        return signals;
    }

    /**
     * Handles a signal; each one may come on a thread of its own. The first is what {@link #await} waits for. Any later
     * one ends the process immediately, without shutdown hooks and with the code {@link #HALTED}, after a line on
     * standard error that names the signal.
     */
    // task twice, until then: first.countDown();
    private synchronized void received(String name) {
        if (isReceived()) {
            System.err.println(Launcher.labName() + ": a second signal, " + name + ": stopped without draining");
            Runtime.getRuntime().halt(HALTED);
        }
        first.countDown();
    }

    /**
     * Runs `work`, which the first signal interrupts, whether it comes before or meanwhile. The exception with which
     * the work then ends is not thrown on.
     */
    void interrupt(Work work) throws Exception {
        setWorker(Thread.currentThread());
        Thread.ofVirtual().start(this::interruptWorker);
        try {
            work.run();
        } catch (InterruptedException stop) {
            if (!isReceived()) {
                throw stop;
            }
        } finally {
            setWorker(null);
        }
    }

    /** Afterward the worker that was there before is not interrupted, and never will be. */
    private synchronized void setWorker(Thread next) {
        worker = next;
        Thread.interrupted();
    }

    private void interruptWorker() {
        try {
            await();
        } catch (InterruptedException never) {
            return;
        }
        synchronized (this) {
            if (worker != null) {
                worker.interrupt();
            }
        }
    }

    /** Waits for the first signal. */
    void await() throws InterruptedException {
        first.await();
    }

    /** Returns whether there was a signal. */
    boolean isReceived() {
        return first.getCount() == 0;
    }
}
