package grader.clients.metrics;

/** The formats in which metrics are exchanged as text. */
public enum MetricsText {

    /** Prometheus' text format, version 0.0.4. */
    PROMETHEUS("Prometheus' text format 0.0.4"),
    /** OpenMetrics 1.0. */
    OPEN_METRICS("OpenMetrics 1.0");

    private final String title;

    MetricsText(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
