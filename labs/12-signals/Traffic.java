import java.util.concurrent.atomic.LongAdder;

/**
 * The second golden signal: how much is asked of the server. Its counters only grow; what they were a minute ago is for
 * others to remember. Page: docs/pages/lab12.adoc.
 */
final class Traffic {

    private final LabelSets labels;
    private final LongAdder[] requests;
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    Traffic(LabelSets labels) {
        this.labels = labels;
        this.requests = new LongAdder[labels.size()];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = new LongAdder();
        }
    }

    /** Counts a request that has ended, for the label set with this index. */
    // task traffic
    void count(int index) {
        Todo.report("traffic");
    }

    /** Counts bytes that clients have sent: all of them, whether they become requests or not. */
    // task traffic
    void received(int bytes) {
        Todo.report("traffic");
    }

    /** Counts bytes that the kernel has taken, for clients. */
    // task traffic
    void sent(int bytes) {
        Todo.report("traffic");
    }

    /**
     * Puts out the counters `http_requests_total`, for all label sets of which there was a request,
     * `http_received_bytes_total` and `http_sent_bytes_total`.
     */
    // task traffic
    void expose(MetricsWriter out) {
        Todo.report("traffic");
    }
}
