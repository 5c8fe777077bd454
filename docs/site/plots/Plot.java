package docs.site.plots;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A plot, for cells: `Plot.lines("Wait", loads, waits).x("load in %").y("ms").show()`. It prints its numbers, in
 * columns below their names. A page and a notebook draw what it printed.
 *
 * @param kind how it is drawn
 * @param names of the columns: the first is that of the x axis
 * @param rows as many texts each as there are names; all but the first are numbers
 */
public record Plot(Kind kind, String title, List<String> names, List<List<String>> rows) {

    public enum Kind { LINES, BARS, HISTOGRAM, SCATTER }

    /** More would be no table that a reader can read. */
    public static final int MOST_ROWS = 100;

    /** The lines before its rows: kind and title, then the names. */
    public static final int HEAD_LINES = 2;

    private static final Pattern HEAD = Pattern.compile("plot of (lines|bars|histogram|scatter): (.+)");
    private static final String GAP = "  ";

    private static volatile Consumer<Plot> screen = System.out::println;

    public Plot {
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "the plot has " + rows.size() + " rows: give it 1 to " + MOST_ROWS);
        }
        names = List.copyOf(names);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** A line through these points, in this order. */
    public static Plot lines(String title, double[] xs, double[] ys) {
        return of(Kind.LINES, title, texts(xs), ys);
    }

    /** A dot for each of these points. */
    public static Plot scatter(String title, double[] xs, double[] ys) {
        return of(Kind.SCATTER, title, texts(xs), ys);
    }

    /** A bar for each name. */
    public static Plot bars(String title, List<String> names, double[] values) {
        return of(Kind.BARS, title, names, values);
    }

    /**
     * How many of the values are in each of some ranges of the same width. A row begins with the start of its range.
     */
    public static Plot histogram(String title, double[] values, int ranges) {
        double least = Arrays.stream(values).min().orElseThrow();
        double width = (Arrays.stream(values).max().orElseThrow() - least) / ranges;
        double[] counts = new double[ranges];
        for (double value : values) {
            counts[width == 0 ? 0 : Math.min(ranges - 1, (int) ((value - least) / width))]++;
        }
        return of(Kind.HISTOGRAM, title,
                texts(IntStream.range(0, ranges).mapToDouble(i -> least + i * width).toArray()),
                counts).x("from").y("count");
    }

    private static Plot of(Kind kind, String title, List<String> xs, double[] ys) {
        if (xs.size() != ys.length) {
            throw new IllegalArgumentException("the plot has " + xs.size() + " x and " + ys.length
                    + " y: give it as many of each");
        }
        List<String> texts = texts(ys);
        return new Plot(kind, title, List.of("x", "y"),
                IntStream.range(0, ys.length).mapToObj(i -> List.of(plain(xs.get(i)), texts.get(i))).toList());
    }

    /** The name of the x axis, with its unit. */
    public Plot x(String name) {
        return named(0, name);
    }

    /** The name of what the last numbers are, with their unit. */
    public Plot y(String name) {
        return named(names.size() - 1, name);
    }

    private Plot named(int column, String name) {
        List<String> renamed = new ArrayList<>(names);
        renamed.set(column, plain(name));
        return new Plot(kind, title, renamed, rows);
    }

    /** The same plot with one more line, bar or dot for each x. */
    public Plot and(String name, double[] ys) {
        if (ys.length != rows.size()) {
            throw new IllegalArgumentException("the plot has " + rows.size() + " x and " + ys.length
                    + " y: give it as many of each");
        }
        List<String> wider = new ArrayList<>(names);
        wider.add(plain(name));
        List<String> texts = texts(ys);
        List<List<String>> longer = new ArrayList<>();
        for (int i = 0; i < ys.length; i++) {
            longer.add(new ArrayList<>(rows.get(i)));
            longer.get(i).add(texts.get(i));
        }
        return new Plot(kind, title, wider, longer);
    }

    /** Prints the plot, or draws it where there is something to draw on. */
    public void show() {
        screen.accept(this);
    }

    /** A notebook can draw: from now on {@link #show} hands plots to `drawing`. */
    public static void drawnBy(Consumer<Plot> drawing) {
        screen = drawing;
    }

    /** A column of numbers; 0 is x. */
    double[] column(int column) {
        return rows.stream().mapToDouble(row -> Double.parseDouble(row.get(column))).toArray();
    }

    /** In one sentence, for a reader who does not see it. */
    public String summary() {
        StringBuilder words = new StringBuilder(title).append(". ")
                .append(names.getFirst())
                .append(" from ")
                .append(rows.getFirst().getFirst())
                .append(" to ")
                .append(rows.getLast().getFirst());
        for (int i = 1; i < names.size(); i++) {
            double[] values = column(i);
            words.append("; ")
                    .append(names.get(i))
                    .append(" between ")
                    .append(number(Arrays.stream(values).min().orElseThrow()))
                    .append(" and ")
                    .append(number(Arrays.stream(values).max().orElseThrow()));
        }
        return words.append('.').toString();
    }

    @Override
    public String toString() {
        List<List<String>> table = new ArrayList<>(List.of(names));
        table.addAll(rows);
        int[] widths = IntStream.range(0, names.size())
                .map(i -> table.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder("plot of " + kind.name().toLowerCase(Locale.ROOT) + ": " + title);
        for (List<String> row : table) {
            text.append('\n');
            for (int i = 0; i < widths.length; i++) {
                text.append(i == 0 ? "" : GAP).append(" ".repeat(widths[i] - row.get(i).length())).append(row.get(i));
            }
        }
        return text.toString();
    }

    /** The plot that these lines begin with, if they do: lines after its last row are no part of it. */
    public static Optional<Plot> parse(List<String> lines) {
        Matcher head = HEAD.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!head.matches() || lines.size() <= HEAD_LINES) {
            return Optional.empty();
        }
        List<String> names = cut(lines.get(1));
        List<List<String>> rows = lines.stream()
                .skip(HEAD_LINES)
                .map(Plot::cut)
                .takeWhile(row -> row.size() == names.size() && row.stream().skip(1).allMatch(Plot::isNumber))
                .toList();
        return rows.isEmpty() ? Optional.empty()
                : Optional.of(new Plot(Kind.valueOf(head.group(1).toUpperCase(Locale.ROOT)), head.group(2), names,
                        rows));
    }

    private static List<String> cut(String line) {
        return List.of(line.strip().split(" {2,}"));
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }

    /** One line, without the gap between columns in it. */
    private static String plain(String name) {
        return name.isBlank() ? "–" : name.strip().replaceAll("\\s+", " ");
    }

    private static List<String> texts(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Plot::number).toList();
    }

    /** Four digits, or all of an integer. */
    static String number(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal rounded = Math.abs(number) >= 1_000 ? exact.setScale(0, RoundingMode.HALF_UP)
                : exact.round(new MathContext(4));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
