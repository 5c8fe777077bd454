import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The third golden signal: how many requests fail, by kind. Each error counts once, so the kinds add up to all errors.
 * Page: docs/pages/lab12.adoc.
 */
final class Errors {

    /** The kinds. Of those that an error is, the first one here counts. */
    enum Kind {
        /** Its response was broken off, whatever its status: a 200 that ends early is an error. */
        BROKEN("broken"),
        /** Something took too long: 408, 504, or {@link Ended#late}. */
        TIMEOUT("timeout"),
        /** The router has not looked at it: it is malformed, or a layer has rejected it. */
        REJECTED("rejected"),
        /** Any other 5xx. */
        SERVER("5xx"),
        /** Any other 4xx. */
        CLIENT("4xx");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);

    Errors() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    /** Counts a request that has ended, if it is an error. */
    // task errors, until then: return;
    void count(Ended ended) {
        if (!ended.isSuccess()) {
            counts.get(kind(ended)).increment();
        }
    }

    /**
     * Returns the kind of an error. A request that the router has looked at has a time at ROUTE
     * ({@link RequestContext#time}). So has a malformed one ({@link Request#failure}), which is rejected all the same.
     */
    // task errors
    private static Kind kind(Ended ended) {
        Request request = ended.request();
        int status = ended.status();
        if (!ended.outcome().complete()) {
            return Kind.BROKEN;
        }
        if (status == 408 || status == 504 || ended.late()) {
            return Kind.TIMEOUT;
        }
        if (request.failure() != null || request.context().time(RequestStage.ROUTE) == 0) {
            return Kind.REJECTED;
        }
        return status >= 500 ? Kind.SERVER : Kind.CLIENT;
    }

    /** Puts out the counter `http_errors_total` with the label `kind`, for all kinds, also those that are 0. */
    // task errors, until then: return;
    void expose(MetricsWriter out) {
        out.family("http_errors", "counter", "", "Requests that failed, by kind.");
        counts.forEach((kind, count) -> out.sample("http_errors_total", count.sum(), "kind", kind.label));
    }
}
