package grader.proofs.reference.collector;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lab 12's dashboard is one, and has the four golden signals. What its expressions say is for Prometheus. */
class DashboardTest {

    private static final String TEXT = Examples.DASHBOARD;
    private static final Dashboard DASHBOARD = assertDoesNotThrow(() -> Dashboard.of(TEXT));
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(?!__)(\\w+)");

    @Test
    void followsTheSchema() throws IOException {
        assertEquals(List.of(), DASHBOARD.mistakes());
    }

    @ParameterizedTest
    @CsvSource({"'\"schemaVersion\": 42', '\"schemaVersion\": 14'", "timeseries, graph", "gridPos, gridpos",
            "'\"w\": 12', '\"w\": 25'", "'${datasource}', my-prometheus", "reqps, req/s", "'\"expr\"', '\"query\"'",
            "'\"refId\": \"A\"', '\"refId\": 1'", "templating, variables",
            "'\"mode\": \"normal\"', '\"mode\": \"on\"'"})
    void aBrokenDashboardIsRejected(String old, String broken) throws IOException {
        assertNotEquals(List.of(), Dashboard.of(Examples.replaced(TEXT, old, broken)).mistakes());
    }

    @Test
    void hasTheFourGoldenSignals() {
        Set<String> signals = DASHBOARD.lines()
                .stream()
                .map(line -> line.panel().replaceFirst(":.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("Latency", "Traffic", "Errors", "Saturation"), signals);
    }

    @Test
    void panelsAndLinesHaveTheirOwnIds() {
        Set<Integer> panels = new TreeSet<>();
        for (JsonNode panel : DASHBOARD.json().path("panels")) {
            assertTrue(panels.add(panel.path("id").asInt()), () -> "a second one: " + panel.path("id"));
            Set<String> lines = new TreeSet<>();
            panel.path("targets").forEach(target -> lines.add(target.path("refId").asText()));
            assertEquals(panel.path("targets").size(), lines.size(), () -> "refId: " + lines);
        }
    }

    @Test
    void eachVariableIsDeclaredAndUsed() {
        Set<String> declared = new TreeSet<>();
        DASHBOARD.json().at("/templating/list").forEach(variable -> declared.add(variable.path("name").asText()));
        Set<String> used = VARIABLE.matcher(TEXT)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(declared, used);
    }
}
