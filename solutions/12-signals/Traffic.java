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
    // task traffic, until then: return;
    void count(int index) {
        requests[index].increment();
    }

    /** Counts bytes that clients have sent: all of them, whether they become requests or not. */
    // task traffic, until then: return;
    void received(int bytes) {
        received.add(bytes);
    }

    /** Counts bytes that the kernel has taken, for clients. */
    // task traffic, until then: return;
    void sent(int bytes) {
        sent.add(bytes);
    }

    /**
     * Puts out the counters `http_requests_total`, for all label sets of which there was a request,
     * `http_received_bytes_total` and `http_sent_bytes_total`.
     */
    // task traffic, until then: return;
    void expose(MetricsWriter out) {
        out.family("http_requests", "counter", "", "Requests whose response has ended.");
        for (int i = 0; i < requests.length; i++) {
            LabelSets.LabelSet set = labels.get(i);
            long count = requests[i].sum();
            if (count > 0) {
                out.sample("http_requests_total", count, "route", set.route(), "method", set.method(), "status",
                        set.status());
            }
        }
        out.family("http_received_bytes", "counter", "bytes", "Bytes from clients.");
        out.sample("http_received_bytes_total", received.sum());
        out.family("http_sent_bytes", "counter", "bytes", "Bytes to clients.");
        out.sample("http_sent_bytes_total", sent.sum());
    }
}
