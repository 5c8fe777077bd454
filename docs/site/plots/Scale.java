package docs.site.plots;

import java.util.ArrayList;
import java.util.List;

/** An axis: from which number to which, and the round numbers that are written at it. */
record Scale(double from, double to, List<Double> ticks) {

    private static final int MOST_STEPS = 5;

    /** @param open whether it begins and ends with a round number, and has 0 on it */
    static Scale of(double least, double most, boolean open) {
        double from = open ? Math.min(0, least) : least;
        double to = most > from ? most : from + 1;
        double unit = Math.pow(10, Math.floor(Math.log10((to - from) / MOST_STEPS)));
        double step = List.of(1, 2, 5, 10)
                .stream()
                .mapToDouble(n -> n * unit)
                .filter(each -> (to - from) / each <= MOST_STEPS)
                .findFirst()
                .orElseThrow();
        double first = open ? Math.floor(from / step) : Math.ceil(from / step);
        double last = open ? Math.ceil(to / step) : Math.floor(to / step);
        List<Double> ticks = new ArrayList<>();
        for (double n = first; n <= last; n++) {
            ticks.add(n * step);
        }
        return open ? new Scale(first * step, last * step, ticks) : new Scale(from, to, ticks);
    }

    /** Where a number is, if the axis begins at `start` and ends at `end`. */
    double place(double number, double start, double end) {
        return start + (number - from) / (to - from) * (end - start);
    }
}
