import java.util.function.Consumer;

/**
 * Writes metrics as text, in one of two formats: families, and in each family its samples. Labels are names and values
 * by turns. Page: docs/pages/lab12.adoc.
 */
final class MetricsWriter {

    private final MetricsFormat format;
    private final TextBuffer out = new TextBuffer();

    private MetricsWriter(MetricsFormat format) {
        this.format = format;
    }

    /** Returns a page with the metrics that `exposed` puts out. It only reads them: no request waits for it. */
    static Response page(Request request, Consumer<MetricsWriter> exposed) {
        MetricsFormat format = MetricsFormat.of(request.head().fields().list("accept"));
        MetricsWriter writer = new MetricsWriter(format);
        exposed.accept(writer);
        writer.end();
        return Response.of(200, format.type(), "").withBody(writer.out.toBytes()).with("Vary", "Accept");
    }

    /**
     * Begins a family, with the lines that say what its samples are: `# HELP NAME TEXT`, `# TYPE NAME TYPE`, and `#
     * UNIT NAME UNIT`, which only OpenMetrics has, and only if there is a unit. There, the name of a counter's family
     * lacks the `_total` of its samples; in Prometheus' format it has it.
     *
     * @param name without `_total`
     * @param type `counter`, `gauge` or `histogram`
     * @param unit the end of the name, such as `seconds`, or empty
     */
    // task exposition, until then: return;
    void family(String name, String type, String unit, String help) {
        boolean open = format == MetricsFormat.OPEN_METRICS;
        String shown = type.equals("counter") && !open ? name + "_total" : name;
        line("HELP", shown, escaped(help, open));
        line("TYPE", shown, type);
        if (open && !unit.isEmpty()) {
            line("UNIT", shown, unit);
        }
    }

    private void line(String keyword, String name, String text) {
        out.put("# ").put(keyword).put(' ').put(name).put(' ').put(text).put('\n');
    }

    /**
     * Returns a text as it may be in a line: a backslash and a line feed are written as `\\` and `\n`, and a quote as
     * `\"` if there are `quotes` to escape: in the value of a label, and in OpenMetrics everywhere.
     */
    // task exposition, until then: return text;
    private static String escaped(String text, boolean quotes) {
        String plain = text.replace("\\", "\\\\").replace("\n", "\\n");
        return quotes ? plain.replace("\"", "\\\"") : plain;
    }

    /** Puts a sample whose value is a whole number. */
    void sample(String name, long value, String... labels) {
        name(name, labels);
        out.put(value).put('\n');
    }

    /** Puts a sample whose value is a time in nanoseconds, as seconds. */
    void seconds(String name, long nanos, String... labels) {
        name(name, labels);
        out.putSeconds(nanos).put('\n');
    }

    /** Puts out a gauge that has no labels. */
    void gauge(String name, long value, String help) {
        family(name, "gauge", "", help);
        sample(name, value);
    }

    /** Puts out a gauge of bytes. */
    void bytes(String name, long value, String help) {
        family(name, "gauge", "bytes", help);
        sample(name, value);
    }

    /** Puts out a counter that has no labels. @param name without `_total` */
    void counter(String name, long value, String help) {
        family(name, "counter", "", help);
        sample(name + "_total", value);
    }

    /** @param sum of all times, in nanoseconds */
    void histogram(String name, long[] cumulative, long sum, String... labels) {
        for (int i = 0; i < cumulative.length; i++) {
            String bound = i < Histogram.BOUNDS.size() ? Histogram.BOUNDS.get(i) : "+Inf";
            out.put(name).put("_bucket{");
            labels(labels);
            out.put(",le=\"").put(bound).put("\"} ").put(cumulative[i]).put('\n');
        }
        seconds(name + "_sum", sum, labels);
        sample(name + "_count", cumulative[cumulative.length - 1], labels);
    }

    private void name(String name, String... labels) {
        out.put(name);
        if (labels.length > 0) {
            out.put('{');
            labels(labels);
            out.put('}');
        }
        out.put(' ');
    }

    private void labels(String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            out.put(i == 0 ? "" : ",").put(labels[i]).put("=\"").put(escaped(labels[i + 1], true)).put('"');
        }
    }

    /**
     * Ends the text. OpenMetrics ends with the line `# EOF`, so that a response that was cut off does not look
     * complete.
     */
    // task exposition, until then: return;
    private void end() {
        if (format == MetricsFormat.OPEN_METRICS) {
            out.put("# EOF\n");
        }
    }
}
