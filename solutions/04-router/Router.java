import java.util.List;

/** Placeholder for building labs 05 and 06 beside lab 04: exact patterns and one parameter per segment, nothing else. */
final class Router implements Handler {

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = routes;
    }

    @Override
    public Response handle(Request request) throws Exception {
        String[] path = request.head().target().path().split("/", -1);
        boolean other = false;
        for (Route route : routes) {
            String[] pattern = route.pattern().split("/", -1);
            Request noted = request;
            boolean fits = path.length == pattern.length;
            for (int i = 0; fits && i < path.length; i++) {
                if (pattern[i].startsWith("{")) {
                    noted = noted.with(pattern[i], path[i]);
                } else {
                    fits = pattern[i].equals(path[i]);
                }
            }
            if (fits && route.method().equals(request.head().method())) {
                return route.handler().handle(noted);
            }
            other |= fits;
        }
        return other ? Problem.of(405, "another method").with("Allow", "GET, HEAD, POST") : Problem.of(404, "nothing is here");
    }
}
