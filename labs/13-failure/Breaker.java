import java.util.Locale;
import java.util.function.LongSupplier;

/// A circuit breaker: it stops calling a server that fails, so that neither the callers wait in vain nor that server
/// gets calls that it cannot answer.
///
/// | state     | who may call                     | what ends it                                 |
/// |-----------|----------------------------------|----------------------------------------------|
/// | CLOSED    | everyone                         | too many of the last calls failed: OPEN      |
/// | OPEN      | no one                           | its time is over: HALF_OPEN                  |
/// | HALF_OPEN | one caller at a time, the probe  | the probe's result: CLOSED or OPEN           |
///
/// A call that began in one state says nothing about a later one. Whatever becomes of the call, its permit ends.
/// Page: docs/pages/lab13.adoc.
final class Breaker {

    enum State { CLOSED, OPEN, HALF_OPEN }

    private final BreakerSettings settings;
    private final LongSupplier nanos;
    private final CallWindow window;
    private State state = State.CLOSED;     // guarded by this object's lock, as is all below
    private int era;                        // counts the changes of the state
    private long openUntil;                 // a time of the clock
    private boolean probing;                // a probe is on its way
    private long opened;                    // how often

    /** @param nanos a clock such as System::nanoTime */
    Breaker(BreakerSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.window = new CallWindow(settings.window());
    }

    /**
     * The right to make one call. It must end, whatever becomes of the call; only the first end counts. Used by one
     * thread.
     */
    final class Permit {

        private final int born;
        private final long begun;
        private boolean ended;

        private Permit(int born, long begun) {
            this.born = born;
            this.begun = begun;
        }

        /** Ends this permit: the call has a response. If it took more than `slow`, it counts as failed. */
        void succeeded() {
            end(isSlow());
        }

        /** Ends this permit: the call has failed. */
        void failed() {
            end(true);
        }

        /** Ends this permit: the call has no result. If it took more than `slow`, it counts as failed. */
        // task breaker
        void expired() {
            throw new Todo("breaker");
        }

        /** Ends this permit: the call was given up, and says nothing about the other server ({@link #giveBack}). */
        // task breaker
        void cancelled() {
            throw new Todo("breaker");
        }

        /** Ends this permit with a result ({@link #takeResult}), if it has not ended before. */
        // task breaker
        private void end(boolean failure) {
            throw new Todo("breaker");
        }

        private boolean isSlow() {
            return nanos.getAsLong() - begun > settings.slow();
        }
    }

    /** Returns a permit; null if no call may be made now. */
    // task breaker
    synchronized Permit tryAcquire() {
        Todo.report("breaker");
        return new Permit(0, nanos.getAsLong());
    }

    /**
     * Takes the result of a call into account, unless it began in an earlier state. While CLOSED, the breaker opens if
     * at least half of the window is filled and the share of failures has reached the rate. The result of the probe
     * closes it, with an empty window, or opens it again.
     */
    // task breaker
    private synchronized void takeResult(int born, boolean failure) {
        Todo.report("breaker");
    }

    /** Takes back a permit without a result. Another caller may be the probe then. */
    // task breaker
    private synchronized void giveBack(int born) {
        Todo.report("breaker");
    }

    /** Changes the state. What was before is forgotten. */
    // task breaker
    private void become(State next) {
        Todo.report("breaker");
    }

    /** Returns in how many nanoseconds a call may be possible; 0 if it may be now. */
    synchronized long retryAfter() {
        return state == State.OPEN ? Math.max(0, openUntil - nanos.getAsLong()) : 0;
    }

    /** Returns the state, as of now: OPEN until its time is over. */
    synchronized State state() {
        return state == State.OPEN && nanos.getAsLong() - openUntil >= 0 ? State.HALF_OPEN : state;
    }

    /** Returns its JSON for `GET /breakers`. */
    synchronized String json(String name) {
        return "{\"name\":\"" + name + "\",\"state\":\""
                + state().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + "\",\"calls\":" + window.calls() + ",\"failed\":" + window.failed() + ",\"opened\":" + opened + "}";
    }

    synchronized long opened() {
        return opened;
    }
}
