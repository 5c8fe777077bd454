// Given: nothing in this file is for you to write.
import java.util.List;

/**
 * Looks at preconditions (RFC 9110 §13.1). No resource has an entity tag yet, so no tag that a client names is one of
 * ours; and where a route is, there is something.
 */
record Preconditions(Handler handler) implements Handler {

    private static final List<String> STAR = List.of("*");

    /** The same routes, with this in front of each. */
    static List<Route> wrap(List<Route> routes) {
        return routes.stream()
                .map(route -> new Route(route.method(), route.pattern(), new Preconditions(route.handler())))
                .toList();
    }

    /** What only reads may be asked first: its answer counts unless it is a success (RFC 9110 §13.2.1). */
    @Override
    public Response handle(Request request) throws Exception {
        boolean reads = request.head().method().equals("GET") || request.head().method().equals("HEAD");
        Response instead = failed(request.head().fields(), reads);
        if (instead != null && !reads) {
            return instead;
        }
        Response response = handler.handle(request);
        if (instead == null || response.status() / 100 != 2) {
            return response;
        }
        response.close();
        return instead;
    }

    /** The answer where a condition is false; null if none is. */
    private static Response failed(Fields fields, boolean reads) {
        if (fields.has("if-match") && !fields.values("if-match").equals(STAR)) {
            return Problem.of(412, "what is here has no entity tag, so none of If-Match");
        }
        if (fields.has("if-none-match") && fields.values("if-none-match").equals(STAR)) {
            return reads ? Response.empty(304) : Problem.of(412, "there is something here, against If-None-Match");
        }
        return null;
    }
}
