import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A layer around one route that lets in only so many requests at the same time. If the route is slow, its requests
 * cannot take all threads, connections and memory: the others keep their share. Page: docs/pages/lab13.adoc.
 */
final class Bulkhead implements Middleware {

    private final Semaphore permits;

    /** @param most how many requests at the same time */
    Bulkhead(int most) {
        this.permits = new Semaphore(most);
    }

    static Flags flags(Flags flags) {
        return flags.withList("bulkhead", "ROUTE:N, how many requests of a route are handled at the same time, such as "
                + "'GET /slow/{ms}:4'", (text, number) -> parse(text));
    }

    private record Limit(String route, int most) {}

    private static Limit parse(String text) {
        int colon = text.lastIndexOf(':');
        String number = text.substring(colon + 1);
        if (colon <= 0 || !number.matches("[1-9][0-9]{0,6}")) {
            throw new UsageException("--bulkhead " + text
                    + ": give a route and a number of at least 1, such as 'GET /slow/{ms}:4'");
        }
        return new Limit(text.substring(0, colon), Integer.parseInt(number));
    }

    /** Returns the same routes, with a bulkhead around each that the flags name. */
    static List<Route> around(List<Route> routes, Flags flags) {
        List<Route> all = new ArrayList<>(routes);
        for (String text : flags.all("bulkhead")) {
            int index = indexOf(all, text);
            all.set(index, MiddlewareChain.wrap(List.of(all.get(index)), new Bulkhead(parse(text).most())).getFirst());
        }
        return all;
    }

    private static int indexOf(List<Route> routes, String text) {
        String wanted = parse(text).route();
        for (int i = 0; i < routes.size(); i++) {
            if (name(routes.get(i)).equals(wanted)) {
                return i;
            }
        }
        throw new UsageException("--bulkhead " + text + ": there is no such route; the routes are "
                + String.join(", ", routes.stream().map(Bulkhead::name).toList()));
    }

    private static String name(Route route) {
        return route.method() + " " + route.pattern();
    }

    /**
     * Passes the request on if fewer than the most are being handled; otherwise responds at once with a 503 problem and
     * `Retry-After: 1`. Whatever becomes of a request, there is room for another one afterward.
     */
    // task bulkhead, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        if (!permits.tryAcquire()) {
            throw new HttpException(503, "too many requests of this kind are being handled", 1);
        }
        try {
            return next.handle(request);
        } finally {
            permits.release();
        }
    }
}
