package grader.proofs.reference.collector;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Lab 12's examples for Prometheus and Grafana, as they are in their folder. */
public final class Examples {

    public static final Path FOLDER = Course.here().root().resolve("docs/examples/lab12");
    public static final String CONFIGURATION = text("prometheus.yml");
    public static final String ALERTS = text("alerts.yml");
    public static final String ALERT_TESTS = text("alerts.test.yml");
    public static final String DASHBOARD = text("dashboard.json");

    private Examples() {}

    private static String text(String file) {
        return assertDoesNotThrow(() -> Files.readString(FOLDER.resolve(file)));
    }

    /** Skips a test if Prometheus is not here. */
    public static void assumePrometheus() {
        assumeTrue(Prometheus.isInstalled() || System.getenv("CI") != null,
                "there is no prometheus here: apt-get install prometheus, or run .ci/run, which does");
    }

    public static String replaced(String text, String old, String fresh) {
        assertTrue(text.contains(old), () -> "not there: " + old);
        return text.replace(old, fresh);
    }

    /** Writes a configuration and alerts into a new folder, and returns the file of the configuration. */
    public static Path write(Path parent, String configuration, String alerts) throws IOException {
        Path folder = Files.createTempDirectory(parent, "examples");
        Files.writeString(folder.resolve("alerts.yml"), alerts);
        return Files.writeString(folder.resolve("prometheus.yml"), configuration);
    }

    /** Returns the expressions of the alerts, by name. */
    public static Map<String, String> expressions() throws IOException {
        Map<String, String> expressions = new TreeMap<>();
        for (JsonNode rule : new YAMLMapper().readTree(ALERTS).at("/groups/0/rules")) {
            expressions.put(rule.path("alert").asText(), rule.path("expr").asText());
        }
        return expressions;
    }
}
