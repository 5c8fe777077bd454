package grader.clients.metrics;

import java.util.Map;
import java.util.stream.Collectors;

/** One number at one moment. Two samples with the same name and labels are of the same series. */
public record Sample(String name, Map<String, String> labels, double value) {

    public Sample {
        labels = Map.copyOf(labels);
    }

    /** Returns whether it has these labels, perhaps besides others. @param labels names and values by turns */
    public boolean has(String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the name and the labels, sorted, as in `a{b="c"}`. Escapes are left out. */
    public String series() {
        return labels.isEmpty() ? name
                : name + labels.entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
