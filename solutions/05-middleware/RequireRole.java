/**
 * A guard that lets only users with this role pass. It runs after {@link RequireAuthenticated}, because only a known
 * user has a role. Page: docs/pages/lab05.adoc.
 */
record RequireRole(String role) implements Middleware {

    /**
     * Passes the request on if its {@link Authentication#USER} has this role. Otherwise responds with a 403 problem:
     * the server knows the user, and another request with this token would not help (RFC 9110 §15.5.4).
     */
    // task authorization
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        BearerTokens.Principal user = request.attribute(Authentication.USER);
        if (user != null && user.role().equals(role)) {
            return next.handle(request);
        }
        return Problem.of(403, "this needs the role " + role);
    }
}
