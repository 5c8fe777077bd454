package grader.bench.server;

import grader.bench.util.Median;
import java.util.Collections;
import java.util.List;

/** What a server is to the base, in several rounds. NaN if there is none. */
record Ratio(double median, double least, double most) {

    static final Ratio NONE = new Ratio(Double.NaN, Double.NaN, Double.NaN);

    static Ratio of(List<Double> ratios) {
        return ratios.isEmpty() ? NONE : new Ratio(Median.of(ratios), Collections.min(ratios), Collections.max(ratios));
    }

    static Ratio of(double figure, double base) {
        return of(List.of(figure / base));
    }
}
