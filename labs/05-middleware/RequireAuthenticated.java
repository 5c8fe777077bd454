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
        throw new Todo("authentication");
    }
}
