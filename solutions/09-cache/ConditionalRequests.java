import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A layer that evaluates a request's {@link Preconditions}. A client that has the content already gets a 304 without
 * it.
 *
 * @param routes that the layer is around, without it
 */
record ConditionalRequests(List<Route> routes) implements Middleware {

    /** What a 304 must have if the 200 would have it (RFC 9110 §15.4.5), and what describes the cache. */
    private static final Set<String> KEPT = Set.of("cache-control", "content-location", "etag", "expires", "vary",
            "cache-status");

    /**
     * Conditions of GET and HEAD count only if the response is a success (RFC 9110 §13.2.1), which names the state of
     * the resource. Other methods are performed only if their conditions are true for what a GET would find.
     */
    // open, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Preconditions conditions = Preconditions.of(request);
        if (conditions.isEmpty()) {
            return next.handle(request);
        }
        String method = request.head().method();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return conditions.evaluate(false, current(request)) == Preconditions.TRUE ? next.handle(request)
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

    /** Returns the validators of what a GET of the same path would find. */
    private Validators current(Request request) throws Exception {
        RoutePattern pattern = request.attribute(Router.ROUTE).pattern();
        for (Route route : routes) {
            if (route.method().equals("GET") && route.pattern().equals(pattern)) {
                return found(route.handler(), get(request));
            }
        }
        return Validators.NONE;
    }

    private static Validators found(Handler handler, Request get) throws Exception {
        try {
            Response response = handler.handle(get);
            response.close();
            return response.status() / 100 == 2 ? Validators.of(response) : Validators.NONE;
        } catch (HttpException failure) {
            if (failure.status() >= 500) {
                throw failure;      // What is there is not known.
            }
            return Validators.NONE;
        }
    }

    private static Request get(Request request) {
        String target = request.head().rawTarget();
        byte[] line = ("GET " + target + " HTTP/1.1").getBytes(ISO_8859_1);
        Head head = new Head(line, 0, 3, 4 + target.length(), request.head().fields());
        return new Request(head, new byte[0], Fields.EMPTY, null, request.context());
    }

    /** Returns a 304 without content. Of the fields of `response`, it has those that are {@link #KEPT}. */
    // task validators
    private static Response notModified(Response response) {
        List<Field> fields = response.fields()
                .stream()
                .filter(field -> KEPT.contains(field.name().toLowerCase(Locale.ROOT)))
                .toList();
        return new Response(Preconditions.NOT_MODIFIED, fields, new byte[0]);
    }
}
