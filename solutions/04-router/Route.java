/** Maps a method and the paths that match a pattern to a handler. */
record Route(String method, RoutePattern pattern, Handler handler) {

    /**
     * @param pattern such as `/users/{id}` or `/files/*rest`; the request then has parameters with the names in it:
     *        `id`, `rest`
     * @throws UsageException if `pattern` is not a valid pattern
     */
    Route(String method, String pattern, Handler handler) {
        this(method, RoutePattern.of(pattern), handler);
    }

    /** Returns the route as it was registered: `GET /users/{id}`. */
    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
