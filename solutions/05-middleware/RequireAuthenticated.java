/** A guard that lets any known user pass. Page: docs/pages/lab05.adoc. */
final class RequireAuthenticated implements Middleware {

    private static final String CHALLENGE = "Bearer realm=\"club\"";
    private static final String INVALID = ", error=\"invalid_token\"";

    /**
     * Passes the request on if it has an {@link Authentication#USER}. Otherwise responds with a 401 problem and the
     * field `WWW-Authenticate`: {@link #CHALLENGE}, followed by {@link #INVALID} if there was a bearer token (RFC 9110
     * §11.6.1, RFC 6750 §3).
     */
    // task authentication
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        if (request.attribute(Authentication.USER) != null) {
            return next.handle(request);
        }
        boolean tried = request.head().fields().values("authorization").stream().anyMatch(Authentication::isBearer);
        return Problem.of(401, tried ? "the token is not valid" : "this needs a token")
                .with("WWW-Authenticate", tried ? CHALLENGE + INVALID : CHALLENGE);
    }
}
