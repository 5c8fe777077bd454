package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.checks.lab01.Lab01;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.server.Server;
import grader.proofs.reference.collector.Dashboard;
import grader.proofs.reference.collector.Examples;
import grader.proofs.reference.collector.Prometheus;
import grader.proofs.reference.collector.Promtool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lab 12's examples for Prometheus, with the server: they say what its clients did. */
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrometheusTest {

    private static final Dashboard DASHBOARD = assertDoesNotThrow(() -> Dashboard.of(Examples.DASHBOARD));
    private static final Pattern ADMIN = Pattern.compile("admin on http://.*:(\\d+)");
    private static final String JOB = "shop";
    /** The window of a rate, which holds all that a test sends. */
    private static final int WINDOW_SECONDS = 300;
    private static final String WINDOW = "5m";

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab12");

    @BeforeAll
    static void find() {
        Examples.assumePrometheus();
    }

    private static int adminPort(Server server) {
        return server.outputLines()
                .stream()
                .flatMap(line -> ADMIN.matcher(line).results())
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    /** Prometheus with the examples, but with short times, and with the server's port. It has scraped it once. */
    private static Prometheus collect(Server server) throws IOException {
        String configuration = Examples.CONFIGURATION;
        for (String time : List.of("scrape_interval: 15s", "scrape_timeout: 5s", "evaluation_interval: 15s")) {
            configuration = Examples.replaced(configuration, time, time.replaceFirst("\\d+s", "1s"));
        }
        configuration = Examples.replaced(configuration, "9091", String.valueOf(adminPort(server)));
        Prometheus prometheus = Prometheus.start(Examples.write(REFERENCE.folder(), configuration,
                Examples.replaced(Examples.ALERTS, "for: 2m", "for: 1s")), REFERENCE.folder());
        await(prometheus, "up{job=\"" + JOB + "\"}", value -> value == 1);
        return prometheus;
    }

    /** Waits until an expression has such a value at the time of the newest scrape, and returns that time. */
    private static double await(Prometheus prometheus, String expression, DoublePredicate fits) {
        double[] time = new double[1];
        assertTrue(Await.comesTrue(Limits.PATIENCE, Duration.ofMillis(100), () -> {
            time[0] = prometheus.lastScrape();
            return fits.test(prometheus.value(expression, time[0]));
        }), () -> expression + " is " + prometheus.value(expression, time[0]) + ": " + prometheus.output());
        return time[0];
    }

    private static Map<String, Double> shown(Prometheus prometheus, String panel, String legend, double time) {
        String label = legend.startsWith("{{") ? legend.replaceAll("[{}]", "") : "";
        return prometheus.values(DASHBOARD.line(panel, legend).query(JOB, WINDOW), label, time);
    }

    private static void assertNear(double expected, double value, String what) {
        assertEquals(expected, value, expected * 0.1, what);
    }

    @Test
    void theFourSignalsAreWhatClientsDid() throws IOException {
        try (Server server = REFERENCE.start("--admin-port", "0");
                Prometheus prometheus = collect(server);
                Client client = server.connect()) {
            Clients clients = new Clients(client);
            clients.send("/json", 200, 1);
            clients.send("/slow/120", 200, 1);
            clients.send("/status/503", 503, 1);
            await(prometheus, "sum(http_requests_total)", value -> value == 3);
            double longest = Math.max(clients.send("/json", 200, 160), clients.send("/slow/120", 200, 20));
            clients.send("/status/503", 503, 45);
            double end = await(prometheus, "sum(http_requests_total)", value -> value == 3 + 225);

            Map<String, Double> traffic = shown(prometheus, "Traffic", "{{route}}", end);
            assertEquals(Set.of("/json", "/slow/{ms}", "/status/{n}"), traffic.keySet());
            assertNear(160, traffic.get("/json") * WINDOW_SECONDS, "requests of /json");
            assertNear(20, traffic.get("/slow/{ms}") * WINDOW_SECONDS, "requests of /slow");

            assertTrue(shown(prometheus, "Latency", "p50", end).get("") < 0.1, "the median is that of /json");
            double p99 = shown(prometheus, "Latency", "p99", end).get("");
            assertTrue(p99 > 0.1 && p99 <= bound(longest), () -> "p99 is " + p99 + ", the longest was " + longest);

            assertNear(0.2, prometheus.value(Examples.expressions().get("RequestsFail"), end), "RequestsFail");
            Map<String, Double> errors = shown(prometheus, "Errors", "{{kind}}", end);
            assertNear(0.2, errors.get("5xx"), "errors of the kind 5xx");
            assertEquals(0, errors.get("rejected"));

            assertEquals(0, shown(prometheus, "Saturation: the oldest wait", "{{instance}}", end).values()
                    .iterator()
                    .next());
            for (Dashboard.Line line : DASHBOARD.lines()) {
                assertFalse(shown(prometheus, line.panel(), line.legend(), end).isEmpty(), () -> "no " + line);
            }
            assertEquals(Set.of(), prometheus.firing());
        }
    }

    /** The bound of the bucket that has this time. @param seconds less than ten of them */
    private static double bound(double seconds) {
        return List.of(0.25, 0.5, 1.0, 2.5, 5.0, 10.0).stream().filter(bound -> seconds <= bound).findFirst().get();
    }

    @Test
    void anAlertBeginsAndEndsWithItsCause() throws IOException {
        try (Server server = REFERENCE.start("--admin-port", "0", "--workers", "1", "--queue", "10",
                "--request-timeout", Limits.ENDLESS, "--idle-timeout", Limits.ENDLESS);
                Prometheus prometheus = collect(server);
                Client first = server.connect()) {
            assertEquals(Set.of(), prometheus.firing());
            String request = Lab01.get("/json");
            server.awaitRead(first.send(request.substring(0, 4)));
            long start = System.nanoTime();
            try (Client second = server.connect().send(request)) {
                awaitFiring(prometheus, Set.of("RequestsWait"));
                String wait = Examples.expressions().get("RequestsWait");
                double now = await(prometheus, wait, value -> value > 1);
                double most = (System.nanoTime() - start) / 1e9;
                assertTrue(prometheus.value(wait, now) < most, "a wait that is longer than the request is old");
                assertEquals(Map.of("", 1.0), shown(prometheus, "Saturation: how full", "workers", now));
                first.send(request.substring(4)).answer().expectStatus(200);
                first.disconnect();
                second.answer().expectStatus(200);
            }
            awaitFiring(prometheus, Set.of());
        }
    }

    private static void awaitFiring(Prometheus prometheus, Set<String> alerts) {
        Await.comesTrue(Limits.PATIENCE, Duration.ofMillis(100), () -> prometheus.firing().equals(alerts));
        assertEquals(alerts, prometheus.firing());
    }

    @Test
    void theMetricsAreAsPrometheusRecommends() throws Exception {
        try (Server server = REFERENCE.start("--admin-port", "0");
                Client client = server.connect();
                Client monitor = server.connectAdmin()) {
            Clients clients = new Clients(client);
            clients.send("/json", 200, 2);
            clients.send("/status/503", 503, 2);
            clients.send("/not-there", 404, 2);
            Path file = REFERENCE.folder().resolve("metrics");
            String metrics = monitor.send(Lab01.get("/metrics")).answer().expectStatus(200).body();
            assertEquals("", Promtool.metrics(metrics, file));
            assertNotEquals("", Promtool.metrics(Examples.replaced(metrics, "duration_seconds", "duration_ms"), file));
        }
    }

    /** Clients, one after the other, on one connection. */
    private record Clients(Client client) {

        /** Sends a request that often. Returns how long the longest one took, in seconds. */
        double send(String path, int status, int times) {
            double longest = 0;
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                client.send(Lab01.get(path)).answer().expectStatus(status);
                longest = Math.max(longest, (System.nanoTime() - start) / 1e9);
            }
            return longest;
        }
    }
}
