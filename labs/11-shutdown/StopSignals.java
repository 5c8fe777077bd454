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

    private static final int HALTED = 1;

    private final CountDownLatch first = new CountDownLatch(1);

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
     * one ends the process immediately ({@link Runtime#halt}, with the code {@link #HALTED}), after a line on standard
     * error that names it.
     */
    // task twice
    private synchronized void received(String name) {
        Todo.report("twice");
        first.countDown();
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
