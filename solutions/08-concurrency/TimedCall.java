/** A call that another thread interrupts if it is late. */
final class TimedCall {

    /** A call may go on after an interrupt; it is then interrupted again. */
    private static final int AGAIN_MILLIS = 100;

    private Thread thread;          // while it may be interrupted; guarded by this object's lock, as is `until`
    private long until = Protocol.NEVER;

    /** Runs `call`, which is late after `deadline`, in {@link Clock} milliseconds. */
    void run(long deadline, Runnable call) {
        begin(deadline);
        try {
            call.run();
        } finally {
            end();
        }
    }

    private synchronized void begin(long deadline) {
        thread = Thread.currentThread();
        until = deadline;
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

    /** Interrupts the call, if there is one. */
    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
