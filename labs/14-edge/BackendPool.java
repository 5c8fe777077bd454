import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** The backends among which requests are shared. Page: docs/pages/lab14.adoc. */
final class BackendPool {

    private final String name;
    private final List<Backend> backends;
    private final Balancer balancer;
    private final SlowStart slowStart;
    private final Affinity affinity;        // null: each request may go to any backend
    private final Retries retries;
    private final LongAdder repeated = new LongAdder();

    /** @param affinity null if each request may go to any backend */
    BackendPool(String name, List<Backend> backends, Balancer balancer, SlowStart slowStart, Affinity affinity,
            Retries retries) {
        this.name = name;
        this.backends = List.copyOf(backends);
        this.balancer = balancer;
        this.slowStart = slowStart;
        this.affinity = affinity;
        this.retries = retries;
    }

    String name() {
        return name;
    }

    List<Backend> backends() {
        return backends;
    }

    /** Returns how often a request may be tried on another backend, and the budget for that. */
    Retries retries() {
        return retries;
    }

    /**
     * Chooses the backend for a request, which is in flight there from now on; null if there is none left. Requests
     * that come at the same time are taken one after another, so each of them sees where those before it are.
     *
     * @param tried those that have failed to respond to this request
     */
    synchronized InFlight begin(Request request, Set<Backend> tried) {
        Backend backend = choose(request, tried);
        return backend == null ? null : new InFlight(this, backend, request.context());
    }

    private Backend choose(Request request, Set<Backend> tried) {
        List<Backend> candidates = candidates(tried);
        if (candidates.isEmpty()) {
            return null;
        }
        Backend named = affinity == null ? null : affinity.find(request, candidates);
        Backend chosen = named == null ? slowStart.choose(balancer, candidates, request) : named;
        tried.forEach(balancer::passedOn);
        return chosen;
    }

    /**
     * Returns those that may get a request: the backends that are in, or all of them if none is, since they may be
     * better than nothing; but not those that have been `tried`.
     */
    // task health
    List<Backend> candidates(Set<Backend> tried) {
        Todo.report("health");
        return backends;
    }

    /**
     * Takes note of a request that has failed at `backend`, which is ejected when it is time for that
     * ({@link BackendHealth#failed}), as long as not more than half of all backends are out then.
     *
     * @param era the {@link BackendHealth#era} in which the request began
     */
    // task health
    synchronized void failed(Backend backend, int era) {
        Todo.report("health");
    }

    /** Returns the response for a client which has to come back to `backend`, if the pool has an affinity. */
    Response withAffinity(Response response, Request request, Backend backend) {
        return affinity == null ? response : affinity.mark(response, request, backend);
    }

    /** Counts a request that is tried on another backend. */
    void countRepeated() {
        repeated.increment();
    }

    /** Returns how often a request was tried on another backend. */
    long repeated() {
        return repeated.sum();
    }
}
