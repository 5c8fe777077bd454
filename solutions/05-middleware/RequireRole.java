/**
 * A guard: lets pass who has this role. It stands behind {@link RequireAuthenticated}, as nobody has a role before it
 * is known who it is. Page: docs/pages/lab05.adoc.
 */
record RequireRole(String role) implements Middleware {

    /**
     * Passes the request on if its note {@link Authentication#ROLE} is this role. Else the answer is a 403 problem: we
     * know who you are, and to ask again with this token would not help (RFC 9110 §15.5.4).
     */
    // task authorization
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        BearerTokens.Owner user = request.attribute(Authentication.USER);
        if (user != null && user.role().equals(role)) {
            return next.handle(request);
        }
        return Problem.of(403, "this needs the role " + role);
    }
}
