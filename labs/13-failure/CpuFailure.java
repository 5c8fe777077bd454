// Given: nothing in this file is for you to write.
import java.util.concurrent.atomic.AtomicInteger;

/** Code that computes for far too long: each request keeps a processor, and no time limit can interrupt it. */
final class CpuFailure implements RouteFailure {

    private final String route;
    private final int millis;
    private final AtomicInteger requests = new AtomicInteger();
    private BusyWork work;
    private volatile boolean failing;       // `work` is there then

    /** @param millis of the processor, for each request */
    CpuFailure(String route, int millis) {
        this.route = route;
        this.millis = millis;
    }

    @Override
    public String route() {
        return route;
    }

    @Override
    public String description() {
        return "each request of " + route + " keeps a processor for " + millis + " ms";
    }

    @Override
    public void begin(ObservedShop shop) {
        work = BusyWork.measured();
        failing = true;
    }

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        if (failing) {
            requests.incrementAndGet();
            work.run(millis, () -> failing);
        }
        return next.handle(request);
    }

    @Override
    public String end() {
        failing = false;
        return requests + " requests have computed";
    }
}
