import java.util.List;

/**
 * Requests of one client go to one backend, which may have its session. The client's cookie says which one, so no edge
 * has to remember it.
 *
 * @param cookie the name of the cookie
 */
record Affinity(String cookie) {

    /** Returns the candidate whose {@link Backend#id} the request has in its cookie; null if there is none. */
    // task balance
    Backend find(Request request, List<Backend> candidates) {
        Todo.report("balance");
        return null;
    }

    /**
     * Returns the response of `backend`. If the request does not name it in its cookie, the response sets the cookie,
     * for the whole site, for as long as the browser runs, not for scripts, and over TLS only if it was set over TLS.
     * Such a response belongs to one client, so it is `private` to caches.
     */
    // task balance
    Response mark(Response response, Request request, Backend backend) {
        Todo.report("balance");
        return response;
    }
}
