// Given: nothing in this file is for you to write.
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the server finds out about one request while it is handled: outer layers read afterwards what inner ones wrote,
 * such as the route and the user.
 *
 * <p>One thread at a time has the request, and so its context.
 */
final class RequestContext {

    private final String client;
    private final LongSupplier nanos;
    private Map<Attribute<?>, Object> attributes;       // null until there is one
    private long[] times;                               // the same

    /**
     * @param client the address of the client, without its port
     * @param nanos a clock, such as System::nanoTime; null if no one needs the times
     */
    RequestContext(String client, LongSupplier nanos) {
        this.client = client;
        this.nanos = nanos;
    }

    String client() {
        return client;
    }

    /** The value of `key`; null if it has none. */
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

    /** The request is at this stop now. */
    void reached(Stop stop) {
        if (nanos != null) {
            if (times == null) {
                times = new long[Stop.values().length];
            }
            times[stop.ordinal()] = nanos.getAsLong();
        }
    }

    /** When it reached a stop, in nanoseconds of the clock; 0 if it has not, or if no one needs the times. */
    long time(Stop stop) {
        return times == null ? 0 : times[stop.ordinal()];
    }
}
