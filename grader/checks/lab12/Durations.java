package grader.checks.lab12;

import grader.grading.engine.Rig;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The histogram of how long requests took, of those with some labels.
 *
 * @param labels names and values by turns
 */
record Durations(Scrape scrape, String... labels) {

    static final String NAME = "http_request_duration_seconds";
    static final String COUNT = NAME + "_count";
    private static final String BUCKET = NAME + "_bucket";

    static final List<Double> BOUNDS = List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
            10.0, Double.POSITIVE_INFINITY);

    double count() {
        return scrape.sum(COUNT, labels);
    }

    /** In seconds. */
    double sum() {
        return scrape.sum(NAME + "_sum", labels);
    }

    /** How many took at most so long. */
    double upTo(double bound) {
        return scrape.values(BUCKET, "le")
                .stream()
                .filter(text -> seconds(text) == bound)
                .mapToDouble(text -> scrape.sum(BUCKET, with("le", text)))
                .sum();
    }

    Set<Double> bounds() {
        Set<Double> bounds = new TreeSet<>();
        scrape.values(BUCKET, "le").forEach(text -> bounds.add(seconds(text)));
        return bounds;
    }

    private static double seconds(String bound) {
        try {
            return Double.parseDouble(bound.replace("Inf", "Infinity"));
        } catch (NumberFormatException wrong) {
            return Double.NaN;
        }
    }

    private String[] with(String name, String value) {
        String[] all = Arrays.copyOf(labels, labels.length + 2);
        all[labels.length] = name;
        all[labels.length + 1] = value;
        return all;
    }

    /** The pattern of a route. @param start all of it, or with a slash at its end what is before its only parameter */
    static String route(Rig rig, Scrape scrape, String start) {
        if (!start.endsWith("/")) {
            return start;
        }
        Set<String> routes = scrape.values(COUNT, "route");
        return routes.stream()
                .filter(route -> RequestEntry.isPattern(route, start))
                .findFirst()
                .orElseThrow(() -> rig.failure("expected a label set with the route " + start
                        + "{…} in " + COUNT + ", but the routes there are " + new TreeSet<>(routes)));
    }
}
