import java.util.List;

/**
 * Who is it? A good bearer token (RFC 6750) makes notes of its owner's name and role; anything else makes none.
 *
 * <p>This layer turns nobody away: a public route is open for a bad token, too. Who has to be known is said by the guards of the
 * routes, such as {@link Somebody}. Page: docs/pages/lab05.adoc.
 */
record Authentication(Tokens tokens) implements Middleware {

    /** The notes of a request that say who asks. */
    static final String NAME = "name";
    static final String ROLE = "role";

    private static final String SCHEME = "Bearer ";

    /** Passes the request on: with the notes {@link #NAME} and {@link #ROLE} if its token has an owner, else as it is. */
    // task authentication
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        String secret = secret(request.head().fields().all("authorization"));
        Tokens.Owner owner = secret == null ? null : tokens.owner(secret);
        return next.handle(owner == null ? request : request.with(NAME, owner.name()).with(ROLE, owner.role()));
    }

    /**
     * What is behind the scheme `Bearer` and one space or more; the scheme may be written in any case (RFC 9110 §11.1, §11.4).
     * Null for another scheme, without a field, and with two of them: whoever believed one could be fooled by the other.
     */
    // task authentication
    private static String secret(List<String> authorizations) {
        if (authorizations.size() != 1 || !authorizations.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String value = authorizations.getFirst();
        int start = SCHEME.length();
        while (start < value.length() && value.charAt(start) == ' ') {
            start++;
        }
        return value.substring(start);
    }
}
