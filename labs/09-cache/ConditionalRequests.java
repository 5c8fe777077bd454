import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A layer that evaluates a request's {@link Preconditions}. A client that has the content already gets a 304 without
 * it.
 */
final class ConditionalRequests implements Middleware {

    /** What a 304 must have if the 200 would have it (RFC 9110 §15.4.5), and what describes the cache. */
    private static final Set<String> KEPT = Set.of("cache-control", "content-location", "etag", "expires", "vary",
            "cache-status");

    /**
     * For GET and HEAD, calls the handler first: conditions count only if the response is a success (RFC 9110 §13.2.1),
     * and the response names the state of the resource. For other methods, nothing is known of the state here, except
     * that there is one.
     */
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Preconditions conditions = Preconditions.of(request);
        if (conditions.isEmpty()) {
            return next.handle(request);
        }
        String method = request.head().method();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return conditions.evaluate(false, Validators.SOME) == Preconditions.TRUE ? next.handle(request)
                    : Preconditions.failed();
        }
        Response response = next.handle(request);
        int result = response.status() / 100 != 2 ? Preconditions.TRUE
                : conditions.evaluate(true, Validators.of(response));
        if (result == Preconditions.TRUE) {
            return response;
        }
        response.close();
        return result == Preconditions.NOT_MODIFIED ? notModified(response) : Preconditions.failed();
    }

    /** Returns a 304 without content. Of the fields of `response`, it has those that are {@link #KEPT}. */
    // task validators
    private static Response notModified(Response response) {
        throw new Todo("validators");
    }
}
