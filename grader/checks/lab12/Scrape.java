package grader.checks.lab12;

import grader.clients.metrics.Sample;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What `/metrics` said at one moment. Labels are names and values by turns. */
record Scrape(List<Sample> samples) {

    private Stream<Sample> all(String name, String... labels) {
        return samples.stream().filter(sample -> sample.name().equals(name) && sample.has(labels));
    }

    /** Returns the sum of all samples with this name that have these labels, perhaps besides others; 0 for none. */
    double sum(String name, String... labels) {
        return all(name, labels).mapToDouble(Sample::value).sum();
    }

    boolean has(String name, String... labels) {
        return all(name, labels).findAny().isPresent();
    }

    /** Returns the samples with this name and labels, for a message. */
    String shown(String name, String... labels) {
        String shown = all(name, labels).map(sample -> sample.series() + " " + number(sample.value()))
                .limit(10)
                .collect(Collectors.joining(", "));
        return shown.isEmpty() ? "no such sample" : shown;
    }

    /** Returns which samples with this name are not as they were before, as in `a{b="c"} 2`. */
    Set<String> changed(Scrape before, String name) {
        Set<Sample> old = Set.copyOf(before.samples);
        return all(name).filter(sample -> !old.contains(sample))
                .map(sample -> sample.series() + " " + number(sample.value()))
                .collect(Collectors.toSet());
    }

    /** Returns all values of a label of this metric. */
    Set<String> values(String name, String label) {
        return all(name).map(sample -> sample.labels().getOrDefault(label, "")).collect(Collectors.toSet());
    }

    /** Returns the names and labels of all samples. */
    Set<String> series() {
        return samples.stream().map(Sample::series).collect(Collectors.toSet());
    }

    /** A number for a message: without a point if it is whole. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** A metric with labels for a message, as in `a{b="c"}`. */
    static String named(String name, String... labels) {
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(labels[i + 1]).append('"');
        }
        return labels.length == 0 ? name : text.append('}').toString();
    }
}
