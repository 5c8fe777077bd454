package grader.clients.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the samples of a family must be, by its type. */
record FamilyRules(MetricsText format, MetricFamily family, Consumer<String> wrong) {

    private static final Map<String, List<String>> OPEN = Map.of("counter", List.of("_total", "_created"), "gauge",
            List.of(""), "histogram", List.of("_bucket", "_sum", "_count", "_created"), "summary",
            List.of("", "_sum", "_count", "_created"), "unknown", List.of(""), "info", List.of("_info"), "stateset",
            List.of(""), "gaugehistogram", List.of("_bucket", "_gsum", "_gcount"));
    private static final Map<String, List<String>> PROMETHEUS = Map.of("counter", List.of(""), "gauge", List.of(""),
            "histogram", List.of("_bucket", "_sum", "_count"), "summary", List.of("", "_sum", "_count"),
            MetricFamily.UNTYPED, List.of(""));

    /** Returns the ends that names of samples may have in a family of this type; null if there is no such type. */
    static List<String> ends(MetricsText format, String type) {
        return format == MetricsText.PROMETHEUS ? PROMETHEUS.get(type)
                : OPEN.get(type.equals(MetricFamily.UNTYPED) ? "unknown" : type);
    }

    /** Calls `wrong` with each rule about names and labels that the family breaks. */
    void checkNames() {
        Set<String> series = new HashSet<>();
        for (Sample sample : family.samples()) {
            if (!series.add(sample.series())) {
                wrong.accept("the series " + sample.series() + " is there twice");
            }
        }
        if (format == MetricsText.OPEN_METRICS) {
            checkName();
        }
    }

    /** Calls `wrong` with each rule about numbers that the family breaks. */
    void checkNumbers() {
        switch (family.type()) {
            case "counter" -> family.samples().forEach(this::checkCount);
            case "histogram" -> histograms().forEach(this::checkHistogram);
            default -> {}
        }
    }

    private void checkName() {
        if (family.unit() != null && !family.unit().isEmpty() && !family.name().endsWith("_" + family.unit())) {
            wrong.accept("the name of the family " + family.name() + " must end with its unit, _" + family.unit());
        }
        if (family.type().equals("counter") && family.name().endsWith("_total")) {
            wrong.accept("the name of a counter's family lacks the _total of its samples, but there is a family "
                    + family.name());
        }
    }

    private void checkCount(Sample sample) {
        if (!(sample.value() >= 0)) {
            wrong.accept(sample.series() + " counts, so it cannot be " + sample.value());
        }
    }

    /** Returns the samples of each histogram of the family, by the labels that are not `le`. */
    private Map<Map<String, String>, Map<String, Sample>> histograms() {
        Map<Map<String, String>, Map<String, Sample>> all = new HashMap<>();
        for (Sample sample : family.samples()) {
            Map<String, String> labels = new HashMap<>(sample.labels());
            String bound = labels.remove("le");
            boolean bucket = sample.name().endsWith("_bucket");
            if (bucket == (bound == null)) {
                wrong.accept(sample.series() + (bucket ? " has no label le" : " has a label le"));
                continue;
            }
            all.computeIfAbsent(labels, first -> new LinkedHashMap<>())
                    .put(bucket ? bound : sample.name(), sample);
        }
        return all;
    }

    private void checkHistogram(Map<String, String> labels, Map<String, Sample> samples) {
        Sample sum = samples.remove(family.name() + "_sum");
        Sample count = samples.remove(family.name() + "_count");
        samples.remove(family.name() + "_created");
        Sample last = samples.get("+Inf");
        if (sum == null || count == null || last == null) {
            wrong.accept("the histogram " + new Sample(family.name(), labels, 0).series() + " lacks its "
                    + (sum == null ? "_sum" : count == null ? "_count" : "bucket with le=\"+Inf\""));
            return;
        }
        if (count.value() != last.value()) {
            wrong.accept(count.series() + " is " + count.value() + ", but the bucket with le=\"+Inf\" is "
                    + last.value());
        }
        Map<Double, Sample> sorted = new TreeMap<>();
        double before = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, Sample> bucket : samples.entrySet()) {
            double bound = bound(bucket.getKey(), bucket.getValue());
            if (bound <= before) {
                wrong.accept("the bucket " + bucket.getValue().series() + " comes after a greater or equal one");
            }
            before = bound;
            sorted.put(bound, bucket.getValue());
        }
        checkRising(sorted);
    }

    private void checkRising(Map<Double, Sample> buckets) {
        double before = 0;
        for (Sample bucket : buckets.values()) {
            if (!(bucket.value() >= before)) {
                wrong.accept("the bucket " + bucket.series() + " is " + bucket.value()
                        + ", but the one before it is " + before + ": each bucket includes the smaller ones");
            }
            before = bucket.value();
        }
    }

    private double bound(String text, Sample bucket) {
        try {
            return SampleReader.toDouble(text);
        } catch (NumberFormatException none) {
            wrong.accept("the bound of " + bucket.series() + " is no number");
            return Double.NaN;
        }
    }
}
