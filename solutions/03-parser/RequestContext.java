import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The information that the server gathers about one request.
 *
 * <p>While the request is handled, inner layers write values, such as the route and the user. Outer layers read them
 * afterward.
 *
 * <p>Only one thread at a time uses the request and its context.
 */
final class RequestContext {

    private static final int STAGES = RequestStage.values().length;

    private final Peer peer;
    private final LongSupplier nanos;
    private Map<Attribute<?>, Object> attributes;       // null until one is set
    private long[] times;                               // null until one is taken
    private Consumer<Outcome> onEnd;                    // null: nothing
    private boolean ended;

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
        return attributes == null ? null : (T) attributes.get(key);
    }

    <T> void set(Attribute<T> key, T value) {
        if (attributes == null) {
            attributes = new IdentityHashMap<>(4);
        }
        attributes.put(key, value);
    }

    /** Records that this is the first request of its connection, which was accepted for it. */
    void accepted() {
        if (nanos != null) {
            set(RequestStage.ACCEPT, peer.acceptedAt());
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
