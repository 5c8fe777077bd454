import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A layer that turns away requests that have waited for too long: their clients may not wait any longer, and what is
 * done for them is not done for the others. So a server that gets more than it can do still does as much as it can.
 * Page: docs/pages/lab13.adoc.
 */
final class Shedding implements Middleware {

    private final QueueDelay delay;
    private final LongAdder shed = new LongAdder();

    Shedding(QueueDelay delay) {
        this.delay = delay;
    }

    static Flags flags(Flags flags) {
        return flags.withNumber("queue-target", 100, 1, Integer.MAX_VALUE,
                "how long a request may wait for the server while that gets too many, in milliseconds");
    }

    static Shedding from(Flags flags) {
        return new Shedding(new QueueDelay(TimeUnit.MILLISECONDS.toNanos(flags.number("queue-target")),
                System::nanoTime));
    }

    /** Returns how many requests were turned away. */
    long shed() {
        return shed.sum();
    }

    /**
     * Passes the request on, unless it has waited for too long ({@link Waiting#of}). Then responds with a 503 problem
     * and `Retry-After: 1`, and ends the connection ({@link Response#last}): a client that kept it would keep a thread
     * from others until it comes again.
     */
    // task shed
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Todo.report("shed");
        return next.handle(request);
    }
}
