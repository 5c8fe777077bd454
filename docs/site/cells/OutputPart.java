package docs.site.cells;

import docs.site.cells.Outcome.Kind;
import docs.site.cells.Outcome.Line;
import docs.site.plots.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of an outcome that are shown together.
 *
 * @param lines of one kind
 * @param plot what they say, if they are a plot's
 */
public record OutputPart(List<Line> lines, Optional<Plot> plot) {

    public Kind kind() {
        return lines.getFirst().kind();
    }

    /** All of an outcome, in order. */
    public static List<OutputPart> of(Outcome outcome) {
        List<OutputPart> parts = new ArrayList<>();
        outcome.runs().forEach(run -> addTo(parts, run));
        return parts;
    }

    private static void addTo(List<OutputPart> parts, List<Line> run) {
        int text = 0;       // where the text begins that is not added yet
        int at = 0;
        while (at < run.size()) {
            Optional<Plot> plot = Plot.parse(run.subList(at, run.size()).stream().map(Line::text).toList());
            if (plot.isPresent()) {
                addText(parts, run.subList(text, at));
                text = at + Plot.HEAD_LINES + plot.get().rows().size();
                parts.add(new OutputPart(run.subList(at, text), plot));
            }
            at = Math.max(at + 1, text);
        }
        addText(parts, run.subList(text, run.size()));
    }

    private static void addText(List<OutputPart> parts, List<Line> lines) {
        if (!lines.isEmpty()) {
            parts.add(new OutputPart(lines, Optional.empty()));
        }
    }
}
