package grader.proofs.reference.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lab 12's configuration and alerts for Prometheus are right by themselves. */
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AlertsTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void find() {
        Examples.assumePrometheus();
    }

    @Test
    void theConfigurationIsValid() throws Exception {
        assertEquals("", Promtool.configuration(Examples.FOLDER.resolve("prometheus.yml")));
    }

    @ParameterizedTest
    @CsvSource({"scrape_timeout: 5s, scrape_timeout: 20s", "- alerts.yml, alerts.yml", "metrics_path:, metric_path:",
            "'[\"127.0.0.1:9091\"]', '[\"http://127.0.0.1:9091\"]'"})
    void aBrokenConfigurationIsRejected(String old, String broken) throws Exception {
        String configuration = Examples.replaced(Examples.CONFIGURATION, old, broken);
        assertNotEquals("", Promtool.configuration(Examples.write(folder, configuration, Examples.ALERTS)));
    }

    @Test
    void theAlertsAreValid() throws Exception {
        assertEquals("", Promtool.rules(Examples.FOLDER.resolve("alerts.yml")));
        assertEquals(Set.of("SlowResponses", "TrafficIsMissing", "RequestsFail", "RequestsWait"),
                Examples.expressions().keySet());
    }

    @Test
    void theAlertsPassTheirTests() throws Exception {
        assertEquals("", Promtool.tests(Examples.FOLDER.resolve("alerts.test.yml")));
    }

    @ParameterizedTest
    @CsvSource({"SlowResponses, sum by (le), 'sum by (le, instance)'", "SlowResponses, '{status=\"2xx\"}', ''",
            "SlowResponses, for: 10m, for: 0m", "SlowResponses, humanizeDuration, humanize",
            "TrafficIsMissing, ' or vector(0)', ''", "TrafficIsMissing, ' > 1)', ')'",
            "TrafficIsMissing, offset 1w, offset 1h", "RequestsFail, 4xx|rejected, 4xx",
            "RequestsFail, '{kind!~\"4xx|rejected\"}', ''", "RequestsFail, for: 10m, for: 0m",
            "RequestsFail, 'sum(rate(http_requests_total[5m]))', 'rate(http_requests_total[5m])'",
            "RequestsWait, max by (instance), max", "RequestsWait, for: 2m, for: 0m"})
    void theTestsFindAMistake(String alert, String old, String mistake) throws Exception {
        String alerts = Examples.replaced(Examples.ALERTS, old, mistake);
        Path tests = Examples.write(folder, "", alerts).resolveSibling("alerts.test.yml");
        assertNotEquals("", Promtool.tests(Files.writeString(tests, testsOf(alert))));
    }

    /** The tests of one alert: the others need time, and say nothing. */
    private static String testsOf(String alert) throws IOException {
        ObjectNode all = (ObjectNode) new YAMLMapper().readTree(Examples.ALERT_TESTS);
        var some = all.arrayNode();
        all.path("tests").forEach(test -> {
            if (test.path("alert_rule_test").findValuesAsText("alertname").contains(alert)) {
                some.add(test);
            }
        });
        assertFalse(some.isEmpty(), () -> "no test of " + alert);
        return new YAMLMapper().writeValueAsString(all.set("tests", some));
    }
}
