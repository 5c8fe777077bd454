/** A guard: lets pass who is known by name, whoever it is. Page: docs/pages/lab05.adoc. */
final class Somebody implements Middleware {

    private static final String CHALLENGE = "Bearer realm=\"club\"";

    /**
     * Passes the request on if it has the note {@link Authentication#NAME}. Else the answer is a 401 problem with the field
     * `WWW-Authenticate`: {@link #CHALLENGE}, and behind it `, error="invalid_token"` if there was an Authorization field that did not
     * help (RFC 9110 §11.6.1, RFC 6750 §3).
     */
    // task authentication
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        if (request.note(Authentication.NAME) != null) {
            return next.handle(request);
        }
        boolean tried = request.head().fields().has("authorization");
        return Problem.of(401, tried ? "the token is not valid" : "this needs a token")
                .with("WWW-Authenticate", tried ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
    }
}
