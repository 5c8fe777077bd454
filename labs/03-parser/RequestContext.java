// Given: nothing in this file is for you to write.
import java.util.IdentityHashMap;
import java.util.Map;
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

    private final String client;
    private final LongSupplier nanos;
    private Map<Attribute<?>, Object> attributes;       // null until one is set
    private long[] times;                               // null until one is taken

    /**
     * @param client the address of the client, without its port
     * @param nanos a clock, such as System::nanoTime; null if the times are not needed
     */
    RequestContext(String client, LongSupplier nanos) {
        this.client = client;
        this.nanos = nanos;
    }

    String client() {
        return client;
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

    /** Records that the request has just reached `stop`. */
    void reached(RequestStage stop) {
        if (nanos != null) {
            if (times == null) {
                times = new long[RequestStage.values().length];
            }
            times[stop.ordinal()] = nanos.getAsLong();
        }
    }

    /** Returns when the request reached `stop`, in clock nanoseconds; 0 if it has not, or if there is no clock. */
    long time(RequestStage stop) {
        return times == null ? 0 : times[stop.ordinal()];
    }
}
