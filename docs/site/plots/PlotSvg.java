package docs.site.plots;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Draws a plot as SVG. Its colors are those of the classes s1, s2 and s3, which a page or {@link #image} gives them.
 */
public final class PlotSvg {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 200;
    private static final int LINE = 18;
    private static final int TITLE = 22;
    /** Between what is written above the axes and the highest number. */
    private static final int ROOM = 6;
    private static final double LETTER = 7.2;
    private static final int MOST_DOTS = 20;

    /** Of a picture without a page around it: dark on white, as Jupyter does not say which it is. */
    private static final String COLORS = "<style>text{font:13px sans-serif;fill:#20242a}.grid{color:#dedad0}"
            + ".s1{color:#0b6b72}.s2{color:#8a3a5c}.s3{color:#7a5200}</style>";

    private final Plot plot;
    private final int series;
    private final StringBuilder svg = new StringBuilder();
    private int top;

    private PlotSvg(Plot plot) {
        this.plot = plot;
        this.series = plot.names().size() - 1;
    }

    /** For a page, which writes the title above it. */
    public static String of(Plot plot) {
        PlotSvg drawing = new PlotSvg(plot);
        int height = drawing.draw();
        return "<svg class=\"plotted\" viewBox=\"-4 -4 %s %s\" role=\"img\" aria-label=\"%s\">%s</svg>"
                .formatted(WIDTH + 8, height, escaped(plot.summary()), drawing.svg);
    }

    /** As an image in HTML, with the title in it: notebooks trust it, and do not trust SVG. */
    public static String image(Plot plot) {
        PlotSvg drawing = new PlotSvg(plot);
        return image(plot.title(), plot.summary(), drawing.draw(), drawing.svg.toString());
    }

    /**
     * The image of a plot that stands on a page.
     *
     * @param height that of its box, as {@link #of} wrote it
     * @param drawn what {@link #of} wrote into its element
     */
    public static String image(String title, String summary, int height, String drawn) {
        String svg = ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" viewBox=\"-4 %s %s %s\">%s"
                + "<rect x=\"-9\" y=\"-31\" width=\"378\" height=\"999\" fill=\"#fff\"/>"
                + "<text y=\"-9\">%s</text>%s</svg>")
                .formatted(-TITLE - 4, WIDTH + 8, height + TITLE, COLORS, escaped(title), drawn);
        return "<img alt=\"%s\" src=\"data:image/svg+xml;base64,%s\">".formatted(escaped(summary),
                Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)));
    }

    /** @return the height of its box */
    private int draw() {
        legend();
        return (plot.kind() == Plot.Kind.BARS ? bars() : axes()) + 8;
    }

    /** One series needs none: its name stands at the axis. */
    private void legend() {
        for (int i = 1; i <= series && series > 1; i++) {
            top += LINE;
            add("<g class=\"s%d\"><path d=\"M0 %dh24\"%s/></g>", i, top - 5, stroke(i));
            text(30, top - 1, "start", plot.names().get(i));
        }
    }

    /** Lines that print without color differ all the same. */
    private static String stroke(int series) {
        return " fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\""
                + List.of("", " stroke-dasharray=\"6 4\"", " stroke-dasharray=\"2 3\"").get((series - 1) % 3);
    }

    /** Lying, as names are long. @return where they end */
    private int bars() {
        double left = plot.rows().stream().mapToInt(row -> row.getFirst().length()).max().orElse(0) * LETTER + 8;
        double most = IntStream.rangeClosed(1, series)
                .mapToDouble(i -> Arrays.stream(plot.column(i)).max().orElse(0))
                .max()
                .orElse(0);
        double room = WIDTH - left - 8 * LETTER;
        int y = top + 4;
        for (int row = 0; row < plot.rows().size(); row++) {
            text(left - 8, y + 13 + (series - 1) * LINE / 2, "end", plot.rows().get(row).getFirst());
            for (int i = 1; i <= series; i++, y += LINE) {
                double length = most <= 0 ? 0 : Math.max(0, plot.column(i)[row]) / most * room;
                box(i, left, y + 2, length, LINE - 4);
                text(left + length + 5, y + 13, "start", plot.rows().get(row).get(i));
            }
            y += 4;
        }
        if (series == 1) {
            text(left, y + 12, "start", plot.names().get(1));
        }
        return y + LINE;
    }

    /** @return where the name of the x axis ends */
    private int axes() {
        double[] xs = plot.column(0);
        boolean counts = plot.kind() == Plot.Kind.HISTOGRAM;
        double width = counts && xs.length > 1 ? xs[1] - xs[0] : counts ? 1 : 0;
        Scale x = Scale.of(Arrays.stream(xs).min().orElse(0), Arrays.stream(xs).max().orElse(0) + width, false);
        double[] ys = IntStream.rangeClosed(1, series).mapToObj(plot::column).flatMapToDouble(Arrays::stream).toArray();
        Scale y = Scale.of(Arrays.stream(ys).min().orElse(0), Arrays.stream(ys).max().orElse(0), true);
        if (series == 1) {
            text(0, top += LINE - 4, "start", plot.names().get(1));
        }
        top += ROOM;
        int bottom = top + HEIGHT;
        double left = y.ticks().stream().mapToInt(tick -> Plot.number(tick).length()).max().orElse(0) * LETTER + 8;
        for (double tick : y.ticks()) {
            double at = y.place(tick, bottom, top + 8);
            add("<path class=\"grid\" stroke=\"currentColor\" d=\"M%.1f %.1fH%d\"/>", left, at, WIDTH);
            text(left - 6, at + 4, "end", Plot.number(tick));
        }
        double last = WIDTH - 12;
        x.ticks().forEach(tick -> text(x.place(tick, left + 12, last), bottom + 16, "middle", Plot.number(tick)));
        text((left + last) / 2, bottom + 33, "middle", plot.names().getFirst());
        for (int i = 1; i <= series; i++) {
            double[] values = plot.column(i);
            StringBuilder path = new StringBuilder();
            for (int row = 0; row < xs.length; row++) {
                double px = x.place(xs[row], left + 12, last);
                double py = y.place(values[row], bottom, top + 8);
                if (counts) {
                    box(i, px + 1, py, Math.max(1, x.place(xs[row] + width, left + 12, last) - px - 2), bottom - py);
                } else if (plot.kind() == Plot.Kind.SCATTER || xs.length <= MOST_DOTS) {
                    add("<circle class=\"s%d\" fill=\"currentColor\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", i, px, py);
                }
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", row == 0 ? "M" : "L", px, py));
            }
            if (plot.kind() == Plot.Kind.LINES) {
                add("<path class=\"s%d\"%s d=\"%s\"/>", i, stroke(i), path);
            }
        }
        return bottom + 38;
    }

    private void box(int i, double x, double y, double width, double height) {
        add("<rect class=\"s%d\" fill=\"currentColor\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", i, x, y,
                width, height);
    }

    private void text(double x, double y, String anchor, String words) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(words));
    }

    /** Numbers in it are written alike in every country. */
    private void add(String form, Object... values) {
        svg.append(String.format(Locale.ROOT, form, values));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
