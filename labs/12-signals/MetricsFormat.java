import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two formats in which metrics are exchanged as text. */
enum MetricsFormat {

    /** Prometheus' own, which every collector reads. */
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0, which is stricter: it has units, and an end. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private static final Pattern WEIGHT = Pattern.compile("q=(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)");

    private final String type;

    MetricsFormat(String type) {
        this.type = type;
    }

    /** Returns the value of `Content-Type`. */
    String type() {
        return type;
    }

    /**
     * Returns the format for a client, by its `Accept` (RFC 9110 §12.5.1). It is OPEN_METRICS if the client takes that
     * at least as gladly as `text/plain`: a collector that lists several types gives each a weight. Of OpenMetrics
     * there must be version 1.0.0, or no version at all; another version is another format. `text/*` and `*&#47;*` are
     * taken as `text/plain`. With anything else, and without the field, it is PROMETHEUS.
     *
     * @param accept the members of the field, such as `text/plain;version=0.0.4;q=0.5`
     */
    // task exposition
    static MetricsFormat of(List<String> accept) {
        Todo.report("exposition");
        return PROMETHEUS;
    }

    private static boolean isVersionOne(List<String> parts) {
        return parts.stream()
                .filter(part -> part.startsWith("version="))
                .map(part -> part.replace("\"", ""))
                .allMatch("version=1.0.0"::equals);
    }

    /** Returns the weight of a member: 1 if it has none, 0 if that is malformed. */
    private static double weight(List<String> parts) {
        for (String part : parts) {
            if (part.startsWith("q=")) {
                Matcher matcher = WEIGHT.matcher(part);
                return matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
            }
        }
        return 1;
    }
}
