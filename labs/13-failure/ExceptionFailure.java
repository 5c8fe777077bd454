// Given: nothing in this file is for you to write.
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A fault in our own code: some requests end with an exception. */
final class ExceptionFailure implements RouteFailure {

    private final String route;
    private final int percent;
    private final Map<String, Integer> stock = Map.of();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean failing;

    /** @param percent how many of 100 requests */
    ExceptionFailure(String route, int percent) {
        this.route = route;
        this.percent = percent;
    }

    @Override
    public String route() {
        return route;
    }

    @Override
    public String description() {
        return percent + " % of the requests of " + route + " end with an exception";
    }

    @Override
    public void begin(ObservedShop shop) {
        failing = true;
    }

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        if (failing && isNext()) {
            failed.incrementAndGet();
            return Response.text(200, left("pen") + " left\n");
        }
        return next.handle(request);
    }

    /** Counts a request, and returns whether it fails: of each 100 in a row, `percent` do, at equal distances. */
    private boolean isNext() {
        int number = requests.getAndIncrement() % 100;
        return (number + 1) * percent / 100 > number * percent / 100;
    }

    /** The fault: not every item has a stock. */
    private int left(String sku) {
        return stock.get(sku);
    }

    @Override
    public String end() {
        failing = false;
        return failed + " of " + requests + " requests failed";
    }
}
