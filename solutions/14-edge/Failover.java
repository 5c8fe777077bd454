import java.util.HashSet;
import java.util.Set;

/** Sends a request to a backend of a pool, and to another one if that fails. Page: docs/pages/lab14.adoc. */
final class Failover {

    private Failover() {}

    /** Sends the request to one backend. */
    interface Attempt {

        /**
         * Returns the response, whose content may still be on its way. If that breaks off, its source throws a
         * BackendFailure, too.
         *
         * @throws BackendFailure if the backend has failed to respond; other exceptions say nothing about it
         */
        Response send(Backend backend) throws Exception;
    }

    /**
     * Returns the response of a backend of the pool, whatever its status is. After a failure, another one is tried,
     * each at most once, as long as that is possible ({@link #mayTryAnother}).
     *
     * @throws BackendFailure the last one
     */
    // open, until then: return attempt.send(pool.begin(request, Set.of()).backend());
    // task health, until then: return once(request, pool, pool.begin(request, Set.of()), attempt);
    static Response send(Request request, BackendPool pool, Attempt attempt) throws Exception {
        pool.retries().budget().called();
        Set<Backend> tried = new HashSet<>();
        InFlight next = pool.begin(request, tried);
        while (true) {
            try {
                return once(request, pool, next, attempt);
            } catch (BackendFailure failure) {
                tried.add(next.backend());
                if (!mayTryAnother(request, pool, tried, next, failure)) {
                    throw failure;
                }
                InFlight another = pool.begin(request, tried);
                if (another == null) {
                    throw failure;
                }
                pool.countRepeated();
                next = another;
            }
        }
    }

    /**
     * Returns whether a request may be sent to another backend: one is left, it is not the end of `--retries`, the
     * request has time left, and it cannot do harm: it is idempotent, or nothing of it was sent.
     *
     * <p>If the failed backend may be working on it, and gets more requests, as it is still in, this takes from the
     * budget: if all backends are slow, repeating everything would multiply their load.
     */
    // task health, until then: return false;
    private static boolean mayTryAnother(Request request, BackendPool pool, Set<Backend> tried, InFlight failed,
            BackendFailure failure) {
        Retries retries = pool.retries();
        if (tried.size() > retries.most() || pool.candidates(tried).isEmpty() || !failed.hasTime()
                || failure.sent() && !Forwarder.isIdempotent(request)) {
            return false;
        }
        return !failure.sent() || !failed.backend().health().isIn() || retries.budget().tryTake();
    }

    /** Sends the request to a backend where it is in flight. That ends here, or with the content of the response. */
    private static Response once(Request request, BackendPool pool, InFlight flight, Attempt attempt)
            throws Exception {
        try {
            Response response = attempt.send(flight.backend());
            try {
                return pool.withAffinity(WatchedContent.of(response, request, flight), request, flight.backend());
            } catch (RuntimeException | Error failure) {
                response.close();
                throw failure;
            }
        } catch (BackendFailure failure) {
            flight.failed();
            throw failure;
        } catch (Exception | Error other) {
            flight.cancelled();
            throw other;
        }
    }
}
