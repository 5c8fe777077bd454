package grader.bench.util;

import java.util.Collection;
import java.util.List;

/** The middle of some values. */
public final class Median {

    private Median() {}

    /** Of an even number of values the mean of the two in the middle; NaN if there are none. */
    public static double of(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.isEmpty() ? Double.NaN
                : sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
