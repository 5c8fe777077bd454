package grader.conformance.peers;

/**
 * A route of lab 07, for servers that have no router of their own.
 *
 * @param name such as `GET /bytes`; a HEAD has the name of its GET
 * @param number after the name, as in `/bytes/65536`; -1 if there is none
 */
record Route(String name, long number) {

    static Route of(String method, String path) {
        String verb = method.equals("HEAD") ? "GET " : method + " ";
        int slash = path.indexOf('/', 1);
        if (slash < 0) {
            return new Route(verb + path, -1);
        }
        String rest = path.substring(slash + 1);
        boolean whole = rest.length() <= 15 && rest.matches("\\d+");
        return whole ? new Route(verb + path.substring(0, slash), Long.parseLong(rest)) : new Route(verb + path, -1);
    }
}
