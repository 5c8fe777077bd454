// Given: nothing in this file is for you to write.
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The information that the server gathers about one request.
 *
 * <p>While the request is handled, inner layers write values, such as the route and the user. Outer layers read them
 * afterward.
 *
 * <p>Only one thread at a time uses the request and its context. But any thread may ask how much time is left.
 */
final class RequestContext {

    /** A value, and those that were set before it: a request has so few that looking at each costs least. */
    private record Value(Attribute<?> key, Object value, Value before) {}

    private static final int STAGES = RequestStage.values().length;
    private static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

    private final Peer peer;
    private final LongSupplier nanos;
    private Value values;                               // the last one; null until one is set
    private long[] times;                               // null until one is taken
    private long clientWait;                            // nanoseconds
    private long deadline = Long.MAX_VALUE;             // of its handler
    private BooleanSupplier cancelled = () -> false;
    private Consumer<Outcome> onEnd;                    // null: nothing
    private boolean ended;
    private boolean ahead;

    /** @param nanos a clock, such as System::nanoTime; null if the times are not needed */
    RequestContext(Peer peer, LongSupplier nanos) {
        this.peer = peer;
        this.nanos = nanos;
    }

    Peer peer() {
        return peer;
    }

    /** Returns the address of the client, without its port. */
    String client() {
        return peer.host();
    }

    /** Returns the value of `key`; null if it has none. */
    @SuppressWarnings("unchecked")      // `set` takes only a T for an Attribute<T>.
    <T> T get(Attribute<T> key) {
        for (Value each = values; each != null; each = each.before) {
            if (each.key == key) {
                return (T) each.value;
            }
        }
        return null;
    }

    <T> void set(Attribute<T> key, T value) {
        values = new Value(key, value, values);
    }

    /**
     * Returns the context of the request that this thread works for: that of the innermost {@link #call}. If there is
     * none, returns a context without a deadline.
     */
    static RequestContext current() {
        return CURRENT.isBound() ? CURRENT.get() : none();
    }

    /** Returns a context for what is done for no request. */
    static RequestContext none() {
        return new RequestContext(null, null);
    }

    /**
     * Calls `action`, for which this context is the {@link #current} one. Threads that it starts have to do so, too.
     */
    <T, E extends Throwable> T call(ScopedValue.CallableOp<T, E> action) throws E {
        return ScopedValue.where(CURRENT, this).call(action);
    }

    /**
     * Begins the turn of the request. Its handler will be interrupted at `deadline`, in milliseconds of
     * System.nanoTime, or when the request is `cancelled`.
     */
    void begin(long deadline, BooleanSupplier cancelled) {
        this.deadline = deadline;
        this.cancelled = cancelled;
    }

    /** Returns whether the client has reset the connection, so that no one waits for the response. */
    boolean isCancelled() {
        return cancelled.getAsBoolean();
    }

    /** Returns how many nanoseconds are left until the deadline: Long.MAX_VALUE without one, 0 if it is cancelled. */
    long remaining() {
        if (isCancelled()) {
            return 0;
        }
        return deadline == Long.MAX_VALUE ? Long.MAX_VALUE
                : Math.max(0, TimeUnit.MILLISECONDS.toNanos(deadline) - System.nanoTime());
    }

    /**
     * Calls `action`, for which less is left than for the request: at most `nanos` nanoseconds, rounded up to a
     * millisecond.
     */
    <T, E extends Throwable> T within(long nanos, ScopedValue.CallableOp<T, E> action) throws E {
        long whole = deadline;
        deadline = Math.min(whole, Math.ceilDiv(System.nanoTime() + nanos, TimeUnit.MILLISECONDS.toNanos(1)));
        try {
            return action.call();
        } finally {
            deadline = whole;
        }
    }

    /**
     * Waits for `result` for at most `nanos` nanoseconds, and not longer than for what is left of the time.
     *
     * @throws InterruptedException if this thread is interrupted, or no time is left: the interrupt is due
     */
    <T> T await(Future<T> result, long nanos) throws InterruptedException, ExecutionException, TimeoutException {
        long left = remaining();
        try {
            return result.get(Math.min(left, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            if (left <= nanos) {
                throw new InterruptedException("the request has no time left");
            }
            throw late;
        }
    }

    /**
     * Waits for `result` for as long as there is time.
     *
     * @throws InterruptedException if this thread is interrupted, or no time is left: the interrupt is due
     */
    <T> T await(Future<T> result) throws InterruptedException, ExecutionException {
        try {
            return await(result, Long.MAX_VALUE);
        } catch (TimeoutException after292years) {
            throw new IllegalStateException(after292years);
        }
    }

    /**
     * Records that this is the first request of its connection, which was accepted for it.
     *
     * @param served when the connection began to be served, in clock nanoseconds
     */
    void accepted(long served) {
        if (nanos != null && peer.acceptedAt() != 0) {
            set(RequestStage.ACCEPT, peer.acceptedAt());
            set(RequestStage.SERVE, served);
        }
    }

    /** Records that the client has sent this request before it had the response to the one before. */
    void sentAhead() {
        ahead = true;
    }

    /** Returns whether the client has sent this request before it had the response to the one before. */
    boolean isAhead() {
        return ahead;
    }

    /**
     * Records that parsing begins, of bytes that have arrived before.
     *
     * @param arrived when, in clock nanoseconds; 0 if they have arrived just now
     */
    void parsing(long arrived) {
        if (nanos != null) {
            reached(RequestStage.PARSE);
            long served = time(RequestStage.SERVE);
            long at = arrived == 0 ? time(RequestStage.PARSE) : arrived;
            set(RequestStage.ARRIVE, served != 0 && at - served < 0 ? served : at);
        }
    }

    /** Records that the request has just reached `stop`. */
    void reached(RequestStage stop) {
        if (nanos != null) {
            set(stop, nanos.getAsLong());
        }
    }

    private void set(RequestStage stop, long time) {
        if (times == null) {
            times = new long[STAGES];
        }
        times[stop.ordinal()] = time;
    }

    /** Returns when the request reached `stop`, in clock nanoseconds; 0 if it has not, or if there is no clock. */
    long time(RequestStage stop) {
        return times == null ? 0 : times[stop.ordinal()];
    }

    /** Records that bytes of the response were ready, and the kernel took them only `nanos` later. */
    void waitedForClient(long nanos) {
        clientWait += nanos;
    }

    /** Returns how long bytes of the response were ready, all in all, until the kernel took them, in nanoseconds. */
    long clientWait() {
        return clientWait;
    }

    /**
     * Has `action` run, after those of earlier calls, when the response has ended. It runs on the thread that serves
     * the connection, so it must not wait.
     */
    void whenEnded(Consumer<Outcome> action) {
        onEnd = onEnd == null ? action : onEnd.andThen(action);
    }

    /** Records how the response has ended. Only the first call counts. */
    void ended(Outcome outcome) {
        if (!ended) {
            ended = true;
            reached(RequestStage.END);
            if (onEnd != null) {
                onEnd.accept(outcome);
            }
        }
    }
}
