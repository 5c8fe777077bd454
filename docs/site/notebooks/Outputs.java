package docs.site.notebooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import docs.site.cells.Outcome;
import docs.site.cells.Outcome.Line;
import docs.site.cells.OutputPart;
import docs.site.plots.Plot;
import docs.site.plots.PlotSvg;
import java.util.List;

/** What a cell came to, as notebooks hold it: streams, the result of the last expression, the error. */
final class Outputs {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Outputs() {}

    /** @param count the number that the cell ran under */
    static ArrayNode of(Outcome outcome, int count) {
        ArrayNode outputs = JSON.arrayNode();
        for (OutputPart part : OutputPart.of(outcome)) {
            List<String> text = part.lines().stream().map(Line::text).toList();
            outputs.add(part.plot().map(plot -> drawn(plot, text)).orElseGet(() -> switch (part.kind()) {
                case OUT -> stream("stdout", text);
                case ERR -> stream("stderr", text);
                case VALUE -> result(text, count);
                case ERROR -> error(text);
            }));
        }
        return outputs;
    }

    private static ObjectNode drawn(Plot plot, List<String> lines) {
        ObjectNode output = JSON.objectNode().put("output_type", "display_data");
        output.putObject("data")
                .put("text/html", PlotSvg.image(plot))
                .set("text/plain", Notebook.lines(String.join("\n", lines)));
        output.putObject("metadata");
        return output;
    }

    private static ObjectNode stream(String name, List<String> lines) {
        ObjectNode output = JSON.objectNode().put("output_type", "stream").put("name", name);
        output.set("text", Notebook.lines(String.join("\n", lines) + "\n"));
        return output;
    }

    private static ObjectNode result(List<String> lines, int count) {
        ObjectNode output = JSON.objectNode().put("output_type", "execute_result").put("execution_count", count);
        output.putObject("data").set("text/plain", Notebook.lines(String.join("\n", lines)));
        output.putObject("metadata");
        return output;
    }

    /** The first line is `type: message`, as a stack trace has it, or what the compiler says. */
    private static ObjectNode error(List<String> lines) {
        String[] first = lines.getFirst().split(": ", 2);
        ObjectNode output = JSON.objectNode()
                .put("output_type", "error")
                .put("ename", first[0])
                .put("evalue", first.length < 2 ? "" : first[1]);
        lines.forEach(output.putArray("traceback")::add);
        return output;
    }
}
