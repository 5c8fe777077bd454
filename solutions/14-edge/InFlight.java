import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that a backend has. It must end, whatever becomes of it; only the first end counts. Any thread may end it.
 */
final class InFlight {

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final BackendPool pool;
    private final Backend backend;
    private final RequestContext request;
    private final int era;
    private final AtomicBoolean ended = new AtomicBoolean();

    InFlight(BackendPool pool, Backend backend, RequestContext request) {
        this.pool = pool;
        this.backend = backend;
        this.request = request;
        this.era = backend.health().era();
        backend.began();
    }

    Backend backend() {
        return backend;
    }

    /** Returns whether the request has time left. Deadlines are in whole milliseconds: less than one is none. */
    boolean hasTime() {
        return request.remaining() >= MILLISECOND;
    }

    /** Ends it: the backend has responded. */
    void succeeded() {
        if (end()) {
            backend.health().succeeded(era);
        }
    }

    /** Ends it: the backend has failed. That of a request which has no time left says nothing about the backend. */
    void failed() {
        if (hasTime() && end()) {
            backend.countFailure();
            pool.failed(backend, era);
        }
        end();
    }

    /** Ends it, and says nothing about the backend. */
    void cancelled() {
        end();
    }

    private boolean end() {
        boolean first = ended.compareAndSet(false, true);
        if (first) {
            backend.ended();
        }
        return first;
    }
}
