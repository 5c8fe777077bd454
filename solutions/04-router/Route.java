/**
 * Which handler answers a method and the paths of a pattern. Given.
 *
 * @param pattern such as `/users/{id}` or `/files/*rest`
 */
record Route(String method, String pattern, Handler handler) {

    /** As whoever registered it wrote it: `GET /users/{id}`. */
    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
