import java.util.List;

/**
 * Requests of one client go to one backend, which may have its session. The client's cookie says which one, so no edge
 * has to remember it.
 *
 * @param cookie the name of the cookie
 */
record Affinity(String cookie) {

    /** Returns the candidate whose {@link Backend#id} the request has in its cookie; null if there is none. */
    // task balance, until then: return null;
    Backend find(Request request, List<Backend> candidates) {
        for (String value : request.head().fields().values("cookie")) {
            for (String pair : value.split(";")) {
                for (Backend backend : candidates) {
                    if (pair.strip().equals(cookie + "=" + backend.id())) {
                        return backend;
                    }
                }
            }
        }
        return null;
    }

    /**
     * Returns the response of `backend`. If the request does not name it in its cookie, the response sets the cookie,
     * for the whole site, for as long as the browser runs, not for scripts, and over TLS only if it was set over TLS.
     * Such a response belongs to one client, so it is `private` to caches.
     */
    // task balance, until then: return response;
    Response mark(Response response, Request request, Backend backend) {
        if (find(request, List.of(backend)) != null) {
            return response;
        }
        String secure = request.context().peer().isSecure() ? "; Secure" : "";
        return response
                .withAdded("Set-Cookie", cookie + "=" + backend.id() + "; Path=/; HttpOnly; SameSite=Lax" + secure)
                .withAdded("Cache-Control", "private");
    }
}
