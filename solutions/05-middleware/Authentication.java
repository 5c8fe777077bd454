import java.util.List;

/**
 * Who is it? A good bearer token (RFC 6750) makes its owner the request's user; anything else makes none.
 *
 * <p>This layer turns nobody away: a public route is open for a bad token, too. Who has to be known is said by the
 * guards of the routes, such as {@link RequireAuthenticated}. Page: docs/pages/lab05.adoc.
 */
record Authentication(BearerTokens tokens) implements Middleware {

    /** The owner of the token of a request; null if it has no good one. */
    static final Attribute<BearerTokens.Owner> USER = new Attribute<>("user");

    private static final String SCHEME = "Bearer ";

    /**
     * Passes the request on, and lets its attribute {@link #USER} be the owner of its token; null if it has none.
     */
    // task authentication, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        String secret = secret(request.head().fields().values("authorization"));
        BearerTokens.Owner owner = secret == null ? null : tokens.owner(secret);
        request.setAttribute(USER, owner);
        return next.handle(request);
    }

    /**
     * The token in these values of `Authorization`: what is behind the scheme and its space, and perhaps more spaces.
     * Null if there is not exactly one value, or if it is not {@link #isBearer}: whoever believes one of two can be
     * fooled by the other.
     */
    // task authentication, until then: return null;
    private static String secret(List<String> authorizations) {
        if (authorizations.size() != 1 || !isBearer(authorizations.getFirst())) {
            return null;
        }
        return authorizations.getFirst().substring(SCHEME.length()).replaceFirst("^ +", "");
    }

    /** Whether a value of `Authorization` begins with `Bearer`, in any case, and a space (RFC 9110 §11.1, §11.4). */
    // task authentication
    static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }
}
