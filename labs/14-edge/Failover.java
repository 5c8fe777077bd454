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
    // task health
    static Response send(Request request, BackendPool pool, Attempt attempt) throws Exception {
        Todo.report("health");
        return once(request, pool, pool.begin(request, Set.of()), attempt);
    }

    /**
     * Returns whether a request may be sent to another backend: one is left, it is not the end of `--retries`, the
     * request has time left, and it cannot do harm: it is idempotent, or nothing of it was sent.
     *
     * <p>If the failed backend may be working on it, and gets more requests, as it is still in, this takes from the
     * budget: if all backends are slow, repeating everything would multiply their load.
     */
    // task health
    private static boolean mayTryAnother(Request request, BackendPool pool, Set<Backend> tried, InFlight failed,
            BackendFailure failure) {
        Todo.report("health");
        return false;
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
