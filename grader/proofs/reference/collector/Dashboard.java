package grader.proofs.reference.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.proofs.testing.Schemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A dashboard of Grafana, as in a file. */
public record Dashboard(JsonNode json) {

    private static final String SCHEMA = "grader/proofs/reference/collector/dashboard.schema.json";

    /**
     * A line of a panel.
     *
     * @param expression in PromQL, with the dashboard's variables
     */
    public record Line(String panel, String legend, String expression) {

        /** Returns what Grafana would send for this job, with this window where it chooses one itself. */
        public String query(String job, String window) {
            return expression.replace("$job", job).replace("$__rate_interval", window);
        }
    }

    public static Dashboard of(String text) throws IOException {
        return new Dashboard(new ObjectMapper().readTree(text));
    }

    /** Returns what the schema says against it: a line for each mistake. */
    public List<String> mistakes() throws IOException {
        return Schemas.of(SCHEMA).validate(json).stream().map(Object::toString).toList();
    }

    /** Returns all lines of all panels, in order. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (JsonNode panel : json.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                lines.add(new Line(panel.path("title").asText(), target.path("legendFormat").asText(),
                        target.path("expr").asText()));
            }
        }
        return lines;
    }

    /** Returns the line of a panel with this legend. */
    public Line line(String panel, String legend) {
        return lines().stream()
                .filter(line -> line.panel().equals(panel) && line.legend().equals(legend))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + legend + " in the panel " + panel));
    }
}
