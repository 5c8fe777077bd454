// Given: nothing in this file is for you to write.
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A deadlock: the first request locks `orders` and waits for `stock`, and the thread of this failure has locked `stock`
 * and waits for `orders`. All other requests of the route wait for the first. No time limit can interrupt them; but
 * this thread gives up in the end.
 */
final class DeadlockFailure implements RouteFailure {

    private final String route;
    private final ReentrantLock orders = new ReentrantLock();
    private final ReentrantLock stock = new ReentrantLock();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean failing;

    DeadlockFailure(String route) {
        this.route = route;
    }

    @Override
    public String route() {
        return route;
    }

    @Override
    public String description() {
        return "the next request of " + route + " is in a deadlock, and all others wait for it";
    }

    @Override
    public void begin(ObservedShop shop) {
        stock.lock();
        failing = true;
    }

    /** Completes the deadlock as soon as a request is in it. */
    @Override
    public void step(long left, long whole) throws InterruptedException {
        if (orders.isLocked() && orders.tryLock(left, TimeUnit.NANOSECONDS)) {
            orders.unlock();
        }
    }

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        if (!failing) {
            return next.handle(request);
        }
        requests.incrementAndGet();
        orders.lock();
        try {
            stock.lock();
            stock.unlock();
        } finally {
            orders.unlock();
        }
        return next.handle(request);
    }

    @Override
    public String end() {
        failing = false;
        stock.unlock();
        return requests + " requests have waited";
    }
}
