package docs.site.labs;

import grader.core.course.Lab;
import grader.core.starter.TypeGraph;
import grader.core.starter.TypeGraph.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the new types of a lab use each other, from its script down: a line goes from a type to each lower type that it
 * uses, unless another line leads there already.
 */
public final class TypePicture {

    private static final int WIDTH = 700;
    private static final int BOX_HEIGHT = 26;
    private static final int ROW = 62;
    private static final int GAP = 10;
    private static final double CHARACTER = 7.3;        // of a monospaced text of 12 px

    /** The place of a box: its left edge, its top, its width. */
    private record Box(double x, double y, double width) {

        double middle() {
            return x + width / 2;
        }
    }

    private final Lab lab;
    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Map<String, Integer> depths = new LinkedHashMap<>();
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<String, Set<String>> lines = new LinkedHashMap<>();      // of each type, the lower ends

    public TypePicture(Lab lab, TypeGraph graph) {
        this.lab = lab;
        graph.newIn(lab).forEach(type -> types.put(type.name(), type));
        deepen(lab.name(), 0, new TreeSet<>());
        types.keySet().retainAll(depths.keySet());
        place();
        boxes.keySet().forEach(name -> lines.put(name, linesFrom(name)));
    }

    /** The longest way down to each type; ways in a circle do not count. */
    private void deepen(String name, int depth, Set<String> above) {
        if (!types.containsKey(name) || above.contains(name) || depths.getOrDefault(name, -1) >= depth) {
            return;
        }
        depths.put(name, depth);
        above.add(name);
        types.get(name).uses().forEach(used -> deepen(used, depth + 1, above));
        above.remove(name);
    }

    private void place() {
        int rows = 0;
        int deepest = depths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int depth = 0; depth <= deepest; depth++) {
            int level = depth;
            List<String> names =
                    new ArrayList<>(depths.keySet().stream().filter(name -> depths.get(name) == level).toList());
            names.sort(Comparator.comparingDouble(this::middleAbove));
            for (List<String> row : rows(names)) {
                double x = (WIDTH - row.stream().mapToDouble(TypePicture::width).sum() - GAP * (row.size() - 1)) / 2;
                for (String name : row) {
                    boxes.put(name, new Box(x, 4 + rows * ROW, width(name)));
                    x += width(name) + GAP;
                }
                rows++;
            }
        }
    }

    private static List<List<String>> rows(List<String> names) {
        List<List<String>> rows = new ArrayList<>();
        double width = WIDTH;
        for (String name : names) {
            if (width + GAP + width(name) > WIDTH) {
                rows.add(new ArrayList<>());
                width = -GAP;
            }
            rows.getLast().add(name);
            width += GAP + width(name);
        }
        return rows;
    }

    private static double width(String name) {
        return name.length() * CHARACTER + 14;
    }

    private double middleAbove(String name) {
        return types.values()
                .stream()
                .filter(type -> type.uses().contains(name) && boxes.containsKey(type.name()))
                .mapToDouble(type -> boxes.get(type.name()).middle())
                .average()
                .orElse(WIDTH / 2.0);
    }

    /** The types below `name` to which no other line leads. */
    private Set<String> linesFrom(String name) {
        Set<String> below = below(name);
        return below.stream()
                .filter(used -> below.stream().noneMatch(other -> reaches(other, used, new TreeSet<>())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> below(String name) {
        return types.get(name)
                .uses()
                .stream()
                .filter(used -> depths.getOrDefault(used, -1) > depths.get(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        return !from.equals(to) && seen.add(from)
                && below(from).stream().anyMatch(next -> next.equals(to) || reaches(next, to, seen));
    }

    public String html() {
        String id = lab.name() + "-types";
        double height = boxes.values().stream().mapToDouble(Box::y).max().orElse(0) + BOX_HEIGHT + 6;
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <figure class="picture types-of-a-lab"><svg xmlns="http://www.w3.org/2000/svg" class="wide" role="img" \
                aria-labelledby="%1$s-title" aria-describedby="%1$s-desc" viewBox="0 0 %2$d %3$.0f" fill="none">
                <title id="%1$s-title">How the new types of %4$s use each other</title>
                <desc id="%1$s-desc">%5$s</desc>
                """, id, WIDTH, height, lab.name(), description()));
        lines.forEach((name, below) -> below.forEach(used -> svg.append(line(boxes.get(name), boxes.get(used)))));
        boxes.forEach((name, box) -> svg.append(drawn(name, box)));
        return svg.append("</svg><figcaption>From the script down: each type, and the new ones that it uses. A thick "
                + "border: yours, or partly yours.</figcaption></figure>").toString();
    }

    private String description() {
        return lines.entrySet()
                .stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + " uses " + String.join(", ", each.getValue()) + ".")
                .collect(Collectors.joining(" "));
    }

    private static String line(Box from, Box to) {
        double bottom = from.y() + BOX_HEIGHT;
        double bend = Math.min(30, (to.y() - bottom) / 2);
        return String.format(Locale.ROOT, "<path class=\"line\" stroke=\"currentColor\" stroke-width=\"1\" d=\""
                + "M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0fm-3 -6l3 6l3 -6\"/>\n", from.middle(), bottom,
                from.middle(), bottom + bend, to.middle(),
                to.y() - bend, to.middle(), to.y());
    }

    private String drawn(String name, Box box) {
        return String.format(Locale.ROOT, """
                <rect class="paper" x="%.1f" y="%.0f" width="%.1f" height="%d" rx="5" stroke="currentColor" \
                stroke-width="%s"/>\
                <text class="mono" x="%.1f" y="%.0f" font-size="12" fill="currentColor" text-anchor="middle">%s</text>
                """, box.x(), box.y(), box.width(), BOX_HEIGHT,
                types.get(name).tasks().isEmpty() ? "1" : "2.4",
                box.middle(), box.y() + 17, name);
    }
}
