package grader.teaching.gradebook.writers;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;

/** How many learners have how many points, as a picture whose numbers are text, too. */
final class Histogram {

    static final String STYLE = """
            .histogram { display: block; width: 100%; max-width: 36rem; height: auto; margin: 1rem 0; }
            .histogram rect { fill: var(--accent); }
            .histogram line { stroke: var(--firm); }
            .histogram text { fill: var(--ink); font: 11px var(--sans); text-anchor: middle; }
            .histogram .range { fill: var(--quiet); }
            @media print { .histogram { break-inside: avoid; print-color-adjust: exact; } }
            """;

    private static final int WIDTH = 56;
    private static final int GAP = 6;
    private static final int BARS = 100;
    private static final int TOP = 18;
    private static final int BOTTOM = 20;

    private Histogram() {}

    /** @param bins 0 to 9 points, 10 to 19, … */
    static void put(Element parent, String lab, int[] bins) {
        int most = Math.max(1, Arrays.stream(bins).max().orElse(1));
        Element svg = parent.appendElement("svg")
                .addClass("histogram")
                .attr("viewBox", "0 0 " + bins.length * WIDTH + " " + (TOP + BARS + BOTTOM))
                .attr("role", "img")
                .attr("aria-label", lab + ", learners by points: " + IntStream.range(0, bins.length)
                        .mapToObj(i -> range(bins, i) + ": " + bins[i])
                        .collect(Collectors.joining(", ")));
        for (int i = 0; i < bins.length; i++) {
            int height = bins[i] == 0 ? 0 : Math.max(1, Math.round((float) BARS * bins[i] / most));
            int top = TOP + BARS - height;
            int middle = i * WIDTH + WIDTH / 2;
            svg.appendElement("rect")
                    .attr("x", String.valueOf(i * WIDTH + GAP / 2))
                    .attr("y", String.valueOf(top))
                    .attr("width", String.valueOf(WIDTH - GAP))
                    .attr("height", String.valueOf(height));
            text(svg, middle, top - GAP, String.valueOf(bins[i]));
            text(svg, middle, TOP + BARS + BOTTOM - GAP, range(bins, i)).addClass("range");
        }
        svg.appendElement("line")
                .attr("x1", "0")
                .attr("x2", String.valueOf(bins.length * WIDTH))
                .attr("y1", String.valueOf(TOP + BARS))
                .attr("y2", String.valueOf(TOP + BARS));
    }

    private static String range(int[] bins, int i) {
        return i == bins.length - 1 ? i * 10 + " +" : i * 10 + " to " + (i * 10 + 9);
    }

    private static Element text(Element svg, int x, int y, String text) {
        return svg.appendElement("text").attr("x", String.valueOf(x)).attr("y", String.valueOf(y)).text(text);
    }
}
