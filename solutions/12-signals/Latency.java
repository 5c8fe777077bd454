/**
 * The first golden signal: how long requests take, by route, method and class of the status. Errors are apart from
 * successes: they are often fast, and would make a server that fails look better. Page: docs/pages/lab12.adoc.
 */
final class Latency {

    private static final String NAME = "http_request_duration_seconds";

    private final LabelSets labels;
    private final Histogram[] histograms;

    Latency(LabelSets labels) {
        this.labels = labels;
        this.histograms = new Histogram[labels.size()];
        for (int i = 0; i < histograms.length; i++) {
            histograms[i] = new Histogram();
        }
    }

    /** Counts a request for the label set with this index. */
    // task latency, until then: return;
    void record(int index, RequestTimes times) {
        histograms[index].record(times.total());
    }

    /** Puts out the histograms of all label sets of which there was a request. */
    // task latency, until then: return;
    void expose(MetricsWriter out) {
        out.family(NAME, "histogram", "seconds", "How long requests took, with all waits.");
        for (int i = 0; i < histograms.length; i++) {
            LabelSets.LabelSet set = labels.get(i);
            long[] counts = histograms[i].cumulative();
            if (counts[counts.length - 1] > 0) {
                out.histogram(NAME, counts, histograms[i].sum(), "route", set.route(), "method", set.method(),
                        "status", set.status());
            }
        }
    }
}
