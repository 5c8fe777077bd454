import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cross-origin resource sharing: tells browsers which pages of other origins may read the responses (Fetch standard,
 * "CORS protocol").
 *
 * <p>CORS protects users, not the server. A request from a page that is not allowed still gets a response, but the
 * browser does not show it to the page. This layer is outside the error layer, so that a page can read a 401 or 500,
 * too. Page: docs/pages/lab05.adoc.
 *
 * @param allowed origins such as `https://shop.example`; scheme and host are case-insensitive (RFC 3986 §6.2.2.1)
 */
record Cors(Set<String> allowed) implements Middleware {

    private static final String ORIGIN = "[A-Za-z][A-Za-z0-9+.-]*://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?";

    private static final Field VARY = new Field("Vary", "Origin");

    /**
     * The fields of every response to a page of an allowed origin, in addition to the origin itself. They say that the
     * page may send credentials, and which fields it may read.
     */
    private static final List<Field> SHARED = List.of(
            new Field("Access-Control-Allow-Credentials", "true"),
            new Field("Access-Control-Expose-Headers", "Location, Retry-After, X-Request-Id"));

    /**
     * The additional fields of the response to a preflight: what the page may send, and for how many seconds the
     * browser need not ask again.
     */
    private static final List<Field> PREFLIGHT = List.of(
            new Field("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE"),
            new Field("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, X-Request-Id"),
            new Field("Access-Control-Max-Age", "600"));

    static Flags flags(Flags flags) {
        return flags.withList("origin", "whose pages may read the responses: scheme://host or scheme://host:port",
                (text, number) -> of(List.of(text)));
    }

    /** @param origins the values of `--origin` */
    static Cors of(List<String> origins) {
        Set<String> allowed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String origin : origins) {
            if (!origin.matches(ORIGIN)) {
                throw new UsageException(
                        "--origin " + origin + ": give scheme://host or scheme://host:port, without a path; "
                                + "* is not possible, as browsers may send credentials");
            }
            allowed.add(origin);
        }
        return new Cors(allowed);
    }

    /**
     * Responds to a preflight with 204 and no content, and passes any other request on. Each response varies by
     * `Origin`, even for a request without one. If the request names one origin, and that is allowed, the response also
     * gets `Access-Control-Allow-Origin` with it, and the fields {@link #SHARED}; the response to a preflight gets the
     * fields {@link #PREFLIGHT}, too. Otherwise, it gets none of these.
     */
    // task cors, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        boolean preflight = isPreflight(request);
        String origin = allowedOrigin(request);
        Response response = vary(preflight ? Response.empty(204) : next.handle(request));
        if (origin == null) {
            return response;
        }
        response = with(response.with("Access-Control-Allow-Origin", origin), SHARED);
        return preflight ? with(response, PREFLIGHT) : response;
    }

    /**
     * Returns whether the request is a preflight: OPTIONS with `Origin` and `Access-Control-Request-Method`. A browser
     * sends it before a request that a form could not send.
     */
    // task cors, until then: return false;
    private static boolean isPreflight(Request request) {
        Fields fields = request.head().fields();
        return request.head().method().equals("OPTIONS") && fields.has("origin")
                && fields.has("access-control-request-method");
    }

    /**
     * Returns the origin of the request, as the client wrote it, if it is allowed. Returns null if it is not, or if the
     * request names two origins.
     */
    // task cors, until then: return null;
    private String allowedOrigin(Request request) {
        List<String> origins = request.head().fields().values("origin");
        return origins.size() == 1 && allowed.contains(origins.getFirst()) ? origins.getFirst() : null;
    }

    /**
     * Returns the response with `Vary: Origin`, whatever the origin, and even without one: a cache must not give the
     * response to a page of another origin (RFC 9110 §12.5.5). What `Vary` already lists stays in it, before a comma.
     */
    // task cors, until then: return response;
    private static Response vary(Response response) {
        String others = response.field("Vary");
        return others == null ? response.with(VARY) : response.with("Vary", others + ", Origin");
    }

    /** Returns the response with each of these fields. */
    private static Response with(Response response, List<Field> fields) {
        for (Field field : fields) {
            response = response.with(field);
        }
        return response;
    }
}
