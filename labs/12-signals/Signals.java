// Given: nothing in this file is for you to write.
import java.util.List;
import java.util.function.Consumer;

/**
 * All that the server says about its requests: what {@link SignalsLayer} sees goes to each signal. Page:
 * docs/pages/lab12.adoc.
 */
final class Signals {

    private final LabelSets labels;
    private final Latency latency;
    private final Traffic traffic;
    private final Errors errors = new Errors();
    private final SlowRequests slow = new SlowRequests(System::nanoTime);
    private final Consumer<LogQueue.Line> log;        // null: no line for a request
    private volatile boolean cutOff;

    /** @param log takes a line for each request; null for none */
    Signals(List<Route> routes, Consumer<LogQueue.Line> log) {
        this.labels = new LabelSets(routes);
        this.latency = new Latency(labels);
        this.traffic = new Traffic(labels);
        this.log = log;
    }

    Traffic traffic() {
        return traffic;
    }

    SlowRequests slow() {
        return slow;
    }

    /** Notes that the server itself cuts off its connections from now on. */
    void cutOff() {
        cutOff = true;
    }

    /** Observes a request until its response, which has this status, has ended. */
    void observe(Request request, int status) {
        RequestContext context = request.context();
        boolean late = status == 503 && context.remaining() == 0 && !context.isCancelled();
        context.whenEnded(outcome -> {
            try {
                RequestTimes times = RequestTimes.of(context, context.time(RequestStage.END));
                long began = System.currentTimeMillis() - times.total() / 1_000_000;
                ended(new Ended(request, status, byServer(outcome), times, began, late));
            } catch (RuntimeException | Error fault) {
                Faults.report(fault);       // It costs no connection.
            }
        });
    }

    /** A connection that the server cuts off looks as if its client had left. */
    private Outcome byServer(Outcome outcome) {
        return cutOff && outcome.brokenBy() == Outcome.Cause.CLIENT
                ? new Outcome(outcome.bytes(), Outcome.Cause.SERVER)
                : outcome;
    }

    private void ended(Ended ended) {
        int index = labels.indexOf(ended);
        latency.record(index, ended.times());
        traffic.count(index);
        errors.count(ended);
        slow.add(ended);
        if (log != null) {
            log.accept(new AccessLine(ended.summary()));
        }
    }

    void expose(MetricsWriter out) {
        latency.expose(out);
        traffic.expose(out);
        errors.expose(out);
    }
}
