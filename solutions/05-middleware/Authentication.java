import java.util.List;

/**
 * A layer that identifies the client. A valid bearer token (RFC 6750) makes its owner the request's user; with anything
 * else the request has no user.
 *
 * <p>This layer rejects no request: a public route stays open to a client with a bad token. The guards of the routes,
 * such as {@link RequireAuthenticated}, decide where a user is required. Page: docs/pages/lab05.adoc.
 */
record Authentication(BearerTokens tokens) implements Middleware {

    /** The owner of the request's token; null if the request has no valid token. */
    static final Attribute<BearerTokens.Principal> USER = new Attribute<>("user");

    private static final String SCHEME = "Bearer ";

    /**
     * Passes the request on with its attribute {@link #USER} set to the owner of its token, or to null if it has none.
     */
    // task authentication, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        String secret = secret(request.head().fields().values("authorization"));
        BearerTokens.Principal owner = secret == null ? null : tokens.principal(secret);
        request.setAttribute(USER, owner);
        return next.handle(request);
    }

    /**
     * Returns the token in these values of `Authorization`: the text after the scheme and one or more spaces. Returns
     * null if there is not exactly one value, or if that value is not {@link #isBearer}. A server that trusts one of
     * two values can be fooled by the other.
     */
    // task authentication, until then: return null;
    private static String secret(List<String> authorizations) {
        if (authorizations.size() != 1 || !isBearer(authorizations.getFirst())) {
            return null;
        }
        return authorizations.getFirst().substring(SCHEME.length()).replaceFirst("^ +", "");
    }

    /**
     * Returns whether a value of `Authorization` begins with `Bearer`, in any case, and a space (RFC 9110 §11.1,
     * §11.4).
     */
    // task authentication
    static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }
}
