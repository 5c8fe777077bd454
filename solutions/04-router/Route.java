/** Which handler answers a method and the paths of a pattern. */
record Route(String method, RoutePattern pattern, Handler handler) {

    /**
     * @param pattern such as `/users/{id}` or `/files/*rest`; the request has its parameters as notes of these names:
     *        `{id}`, `*rest`
     * @throws UsageError if it is no pattern
     */
    Route(String method, String pattern, Handler handler) {
        this(method, RoutePattern.of(pattern), handler);
    }

    /** As whoever registered it wrote it: `GET /users/{id}`. */
    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
