// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** The calls of a connection, one after the other, which another thread interrupts if they are late or in vain. */
final class TimedCall {

    /** A call may go on after an interrupt; it is then interrupted again. */
    private static final int AGAIN_MILLIS = 100;
    private static final int LOOKS_PERIOD = 16;

    private Thread thread;          // while it may be interrupted; guarded by this object's lock, as are all fields
    private long until = Protocol.NEVER;
    private int looks;              // of `cancelIf`, at this call
    private boolean cancelled;

    /**
     * Runs `call`, which is late after `deadline`, in {@link Clock} milliseconds.
     *
     * @throws IOException instead if the calls have been cancelled
     */
    void run(long deadline, Runnable call) throws IOException {
        begin(deadline);
        try {
            call.run();
        } finally {
            end();
        }
    }

    private synchronized void begin(long deadline) throws IOException {
        if (cancelled) {
            throw new IOException("the connection is over");
        }
        thread = Thread.currentThread();
        until = deadline;
        looks = 0;
    }

    private synchronized void end() {
        thread = null;
        until = Protocol.NEVER;
        Thread.interrupted();       // An interrupt was for the call, which is over.
    }

    /** Interrupts the call if it is late. Returns the time by which to look again. */
    synchronized long interruptIfLate(long now) {
        if (now >= until) {
            thread.interrupt();
            until = now + AGAIN_MILLIS;
        }
        return thread == null ? now + AGAIN_MILLIS : until;     // The next call may begin any time.
    }

    /** Interrupts the call, if there is one, as if it were late. There will be no other one. */
    synchronized void cancel() {
        cancelled = true;
        if (thread != null) {
            until = Long.MIN_VALUE;
            thread.interrupt();
        }
    }

    /**
     * Cancels the call if its client `isGone`. Meanwhile the call cannot end. The thread that calls this from time to
     * time asks only during long calls, and less often the longer they take: the second, fourth and eighth time, and
     * then every sixteenth.
     */
    synchronized void cancelIf(BooleanSupplier isGone) {
        if (thread == null || cancelled) {
            return;
        }
        looks++;
        if ((looks == 2 || looks == 4 || looks == 8 || looks % LOOKS_PERIOD == 0) && isGone.getAsBoolean()) {
            cancel();
        }
    }
}
