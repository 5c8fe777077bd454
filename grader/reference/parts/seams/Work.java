import java.io.IOException;

/** What a thread does for a connection of a {@link HybridLoop}, which may interrupt it at its deadline. */
final class Work {

    private static final long INTERRUPTED = Long.MIN_VALUE;
    private static final int LOOK_AGAIN_MILLIS = 50;

    private final LoopConnection connection;
    private Thread thread;              // while it may be interrupted; guarded by this object's lock, as is `until`
    private long until;                 // the deadline of this work
    private Throwable failure;

    Work(LoopConnection connection) {
        this.connection = connection;
    }

    /** Works, and writes the result, as long as the connection wants nothing else and its socket takes it. */
    void run() {
        try {
            boolean more = true;
            while (more) {
                more = step();
            }
        } catch (IOException | RuntimeException | Error fault) {
            failure = fault;
        }
    }

    private boolean step() throws IOException {
        return switch (connection.protocol().wants()) {
            case WORK -> {
                work(connection.protocol());
                yield true;
            }
            case WRITE -> {
                boolean all = connection.write();
                Thread.yield();     // A long response does not hold up others.
                yield all;
            }
            default -> false;
        };
    }

    /** Fails as the work has failed, in the loop's thread. */
    void requireSuccess() throws IOException {
        switch (failure) {
            case null -> connection.requireOpen();
            case IOException gone -> throw gone;
            case RuntimeException fault -> throw fault;
            default -> throw (Error) failure;
        }
    }

    private void work(Protocol protocol) {
        begin(protocol.deadline());
        try {
            protocol.work();
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
        Thread.interrupted();       // An interrupt was for the work, which is over.
    }

    /** Interrupts the work if it is late, once. Returns the time by which to look again. */
    synchronized long interruptIfLate(long now) {
        if (thread != null && now < until) {
            return until;
        }
        if (thread != null && until != INTERRUPTED) {
            thread.interrupt();
            until = INTERRUPTED;
        }
        return now + LOOK_AGAIN_MILLIS;     // The next work may have begun by then.
    }
}
