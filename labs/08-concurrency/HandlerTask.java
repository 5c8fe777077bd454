import java.io.IOException;

/**
 * What a virtual thread does for a connection that an {@link EventLoop} has handed over: it handles requests, and
 * writes the responses. Until it has finished, the connection is this thread's.
 */
final class HandlerTask {

    private final LoopConnection connection;
    private final TimedCall call = new TimedCall();
    private Throwable failure;

    HandlerTask(LoopConnection connection) {
        this.connection = connection;
    }

    /**
     * Works and writes for as long as that is what the connection wants, and its socket takes what is written. Then it
     * is the loop's turn. Throws nothing: {@link #requireSuccess} says what went wrong.
     */
    // task hybrid
    void run() {
        Todo.report("hybrid");
    }

    /** Does what the connection wants, if this thread may do it. Returns whether more may follow. */
    // task hybrid
    private boolean step() throws IOException {
        Todo.report("hybrid");
        return false;
    }

    /**
     * Returns whether there is more for this thread after a write. If so, lets other threads go first: a long response
     * does not hold up others. If not, the loop gets the connection back at once, before the next request arrives.
     */
    private boolean hasMore() {
        Protocol.Wants wants = connection.protocol().wants();
        boolean more = wants == Protocol.Wants.WORK || wants == Protocol.Wants.WRITE;
        if (more) {
            Thread.yield();
        }
        return more;
    }

    /** Fails as `run` has failed. The loop calls this method when the connection is its own again. */
    void requireSuccess() throws IOException {
        switch (failure) {
            case null -> connection.requireOpen();
            case IOException gone -> throw gone;
            case RuntimeException fault -> throw fault;
            default -> throw (Error) failure;
        }
    }

    /** Interrupts the handler if it is late. Returns the time by which to look again. The loop calls this method. */
    long interruptIfLate(long now) {
        return call.interruptIfLate(now);
    }

    /** Interrupts the handler, whose result no one waits for. No other one begins. The loop calls this method. */
    void cancel() {
        connection.protocol().cancel();
        call.cancel();
    }
}
