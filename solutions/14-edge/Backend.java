import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** A server to which this one passes requests on. */
final class Backend {

    private static final int ID_DIGITS = 16;

    private final HostPort address;
    private final String id;
    private final BackendHealth health;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();

    Backend(HostPort address, BackendHealth health) {
        this.address = address;
        this.id = Sha256.of(address.toString().getBytes(UTF_8)).substring(0, ID_DIGITS);
        this.health = health;
    }

    HostPort address() {
        return address;
    }

    /** Returns what stands for this backend where clients can see it: the same in each edge, and after a restart. */
    String id() {
        return id;
    }

    BackendHealth health() {
        return health;
    }

    /** Returns how many requests it has now, as far as this server knows. */
    int inFlight() {
        return inFlight.get();
    }

    /** Returns how many requests it has got. */
    long requests() {
        return requests.sum();
    }

    /** Returns how many requests have failed there. */
    long failures() {
        return failures.sum();
    }

    void began() {
        requests.increment();
        inFlight.incrementAndGet();
    }

    void ended() {
        inFlight.decrementAndGet();
    }

    void countFailure() {
        failures.increment();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
