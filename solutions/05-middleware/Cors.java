import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cross-origin resource sharing: tells browsers which pages of other origins may read the answers (Fetch standard,
 * "CORS protocol").
 *
 * <p>It protects users, not the server: a request of a page that is not allowed is answered all the same, and the
 * browser keeps the answer from the page. The layer stands outside that for errors, so a page can read its 401 or 500,
 * too. Page: docs/pages/lab05.adoc.
 *
 * @param allowed origins such as `https://shop.example`; scheme and host have no case (RFC 3986 §6.2.2.1)
 */
record Cors(Set<String> allowed) implements Middleware {

    private static final String ORIGIN = "[A-Za-z][A-Za-z0-9+.-]*://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?";

    /**
     * What each answer says to a page of an allowed origin, beside its name: it may send credentials, and read these
     * fields.
     */
    private static final List<Field> SHARED = List.of(
            new Field("Access-Control-Allow-Credentials", "true"),
            new Field("Access-Control-Expose-Headers", "Location, Retry-After, X-Request-Id"));

    /**
     * What a preflight is told as well: what the page may send, and for how many seconds the browser need not ask
     * again.
     */
    private static final List<Field> PREFLIGHT = List.of(
            new Field("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE"),
            new Field("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, X-Request-Id"),
            new Field("Access-Control-Max-Age", "600"));

    static Flags flags(Flags flags) {
        return flags.withList("origin", "whose pages may read the answers: scheme://host or scheme://host:port",
                (text, number) -> of(List.of(text)));
    }

    /** @param origins what was given for `--origin` */
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
     * A preflight is answered here, with 204 and no content, and goes no further in. Any other request is passed on.
     * Each answer gets {@link #vary}. For an {@link #allowedOrigin} it also gets `Access-Control-Allow-Origin` with
     * that origin and the fields {@link #SHARED}; a preflight those of {@link #PREFLIGHT}, too. For another origin
     * there is none of them.
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
     * Before a request that a form could not send, a browser asks: OPTIONS with `Origin` and
     * `Access-Control-Request-Method`.
     */
    // task cors, until then: return false;
    private static boolean isPreflight(Request request) {
        Fields fields = request.head().fields();
        return request.head().method().equals("OPTIONS") && fields.has("origin")
                && fields.has("access-control-request-method");
    }

    /**
     * The origin that the request comes from, as it wrote it, if it is one of the allowed ones; null if not, or if it
     * names two.
     */
    // task cors, until then: return null;
    private String allowedOrigin(Request request) {
        List<String> origins = request.head().fields().values("origin");
        return origins.size() == 1 && allowed.contains(origins.getFirst()) ? origins.getFirst() : null;
    }

    /**
     * The response with `Vary: Origin`, for every origin and for none: who stores it must not give it to a page of
     * another origin (RFC 9110 §12.5.5). What `Vary` lists already stays in it, before a comma.
     */
    // task cors, until then: return response;
    private static Response vary(Response response) {
        String others = response.field("Vary");
        return response.with("Vary", others == null ? "Origin" : others + ", Origin");
    }

    /** The response with each of these fields. */
    private static Response with(Response response, List<Field> fields) {
        for (Field field : fields) {
            response = response.with(field.name(), field.value());
        }
        return response;
    }
}
