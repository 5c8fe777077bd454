package docs.studio.models;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a measurement comes to.
 *
 * @param server whose it was, such as `your server of lab07`
 * @param scale how many times longer than in the model everything took
 * @param sentence where it parts from the model, and why
 */
record Measured(Model model, String server, int scale, List<Point> points, String sentence) {

    /** Differences that are smaller mean nothing, by the unit; for times the machine decides. */
    private static final Map<String, Double> SLACK = Map.of("%", 3.0, "MB", 8.0, "MB/s", .1, "", .3);

    /**
     * At one place.
     *
     * @param numbers in the model's time
     * @param predicted of each what 10%, half and 90% of the model's runs do not exceed
     * @param slack which differences of times mean nothing, in milliseconds
     * @param why it parts from the model if it does
     */
    record Point(Place place, List<Double> numbers, List<List<Double>> predicted, double slack, String why) {}

    /** A number at a point. */
    private record Entry(Model model, Point point, int number) {

        Model.Quantity quantity() {
            return model.numbers().get(number);
        }

        double value() {
            return point.numbers().get(number);
        }

        List<Double> predicted() {
            return point.predicted().get(number);
        }

        /** By which factor it is beyond what runs of the model and its tolerance reach; 1: it is not. */
        double apart() {
            double within = 1 + model.within() / 100.0;
            double slack = SLACK.getOrDefault(quantity().unit(), point.slack());
            double low = predicted().getFirst() / within - slack;
            double high = predicted().getLast() * within + slack;
            return value() > high ? value() / high : value() < low ? low / Math.max(value(), slack) : 1;
        }
    }

    static Measured of(Model model, String server, int scale, List<Point> points) {
        return new Measured(model, server, scale, points, sentence(model, points));
    }

    /** The same, where the learner's server should have been measured. @param missing why it was not */
    Measured insteadOf(String missing) {
        return new Measured(model, server + ", as yours does not serve yet (" + missing + ")", scale, points, sentence);
    }

    private static List<Entry> entries(Model model, List<Point> points) {
        return points.stream()
                .flatMap(point -> IntStream.range(0, model.numbers().size())
                        .mapToObj(number -> new Entry(model, point, number)))
                .toList();
    }

    /** The numbers that are not where the model's are, such as `load 90: wait, p99`. */
    List<String> apart() {
        return entries(model, points).stream()
                .filter(entry -> entry.apart() > 1)
                .map(entry -> model.along() + " " + entry.point().place().text(model.along()) + ": "
                        + entry.quantity().name())
                .toList();
    }

    private static String sentence(Model model, List<Point> points) {
        List<Entry> all = entries(model, points);
        List<Entry> apart = all.stream().filter(entry -> entry.apart() > 1).toList();
        if (apart.isEmpty()) {
            double slack = points.stream().mapToDouble(Point::slack).max().orElse(0);
            boolean timed = model.numbers().stream().anyMatch(number -> number.unit().equals("ms"));
            return "They agree: all " + all.size() + " numbers are where 8 of 10 runs of the model are, give or take "
                    + model.within() + "%" + (timed ? " or " + shown(slack, "ms") : "") + ".";
        }
        Entry most = apart.stream().max(Comparator.comparingDouble(Entry::apart)).orElseThrow();
        Model.Handle handle = model.handle(model.along());
        String unit = most.quantity().unit();
        return "They part at " + (apart.size() == 1 ? "1 of " : apart.size() + " of ") + all.size()
                + " numbers, most where \u201c" + handle.label() + "\u201d is "
                + most.point().place().text(model.along())
                + handle.unit() + ": " + most.quantity().name() + " is " + shown(most.value(), unit)
                + ", and the model has " + range(most.predicted(), unit) + ". " + most.point().why();
    }

    /** For people: 0.4 ms, 120 ms, 2.4 s, 12%. */
    static String shown(double value, String unit) {
        if (unit.equals("ms") && value >= 1000) {
            return digits(value / 1000) + " s";
        }
        return digits(value) + (unit.equals("%") || unit.isEmpty() ? unit : " " + unit);
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%.0f", value);
    }

    static String range(List<Double> predicted, String unit) {
        String low = shown(predicted.getFirst(), unit);
        String high = shown(predicted.getLast(), unit);
        return low.equals(high) ? low : low + " to " + high;
    }

    /** For the page, as JSON: a line for each point, and at last whose they are, and the sentence. */
    List<Map<String, Object>> json() {
        Stream<Map<String, Object>> all = points.stream()
                .map(point -> Map.of("values", values(point), "numbers", point.numbers(), "words",
                        IntStream.range(0, model.numbers().size())
                                .mapToObj(i -> List.of(range(point.predicted().get(i), unit(i)),
                                        shown(point.numbers().get(i), unit(i))))
                                .toList()));
        return Stream.concat(all, Stream.<Map<String, Object>>of(Map.of("server", server, "sentence", sentence)))
                .toList();
    }

    private String unit(int number) {
        return model.numbers().get(number).unit();
    }

    private Map<String, Object> values(Point point) {
        return model.handles()
                .stream()
                .collect(Collectors.toMap(Model.Handle::name, handle -> Stream.of(handle)
                        .flatMap(each -> each.values().stream())
                        .filter(value -> String.valueOf(value).equals(point.place().text(handle.name())))
                        .findFirst()
                        .orElseThrow()));
    }
}
