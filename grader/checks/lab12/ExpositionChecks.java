package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.request;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.metrics.MetricFamily;
import grader.clients.metrics.MetricsParser;
import grader.clients.metrics.MetricsSyntaxException;
import grader.clients.metrics.MetricsText;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Task exposition: the text of `/metrics`. */
class ExpositionChecks {

    private static final String OPEN = "application/openmetrics-text";

    /** The families that any server has, by their names in OpenMetrics, and their types. */
    private static final Map<String, String> FAMILIES = new TreeMap<>(Map.ofEntries(
            Map.entry("http_request_duration_seconds", "histogram"), Map.entry("http_requests", "counter"),
            Map.entry("http_received_bytes", "counter"), Map.entry("http_sent_bytes", "counter"),
            Map.entry("http_errors", "counter"), Map.entry("http_connections_open", "gauge"),
            Map.entry("http_connections_accepted", "counter"), Map.entry("http_connections_rejected", "counter"),
            Map.entry("http_workers_busy", "gauge"), Map.entry("http_workers_limit", "gauge"),
            Map.entry("http_queue_connections", "gauge"), Map.entry("http_queue_limit", "gauge"),
            Map.entry("http_oldest_wait_seconds", "gauge"), Map.entry("log_lines_waiting", "gauge"),
            Map.entry("log_lines_limit", "gauge"), Map.entry("log_lines_dropped", "counter")));

    @Test
    @Check(value = "without Accept, /metrics is in Prometheus' text format", task = "exposition", rule = "formats",
            points = 2, foundation = true, ownServer = true,
            clause = "https://prometheus.io/docs/instrumenting/exposition_formats/",
            explain = """
                    A collector that finds one line that it does not understand takes none of them. So each line is a
                    sample or a comment, and ends with a line feed. Each family has a type, a counter's name ends with
                    `_total`, and a series is there once.
                    """)
    void prometheusText(Rig rig) {
        Observed observed = busy(rig);
        Answer answer = observed.admin("/metrics").expectStatus(200);
        expectType(answer, MetricsText.PROMETHEUS);
        expectFamilies(rig, families(rig, answer, MetricsText.PROMETHEUS), MetricsText.PROMETHEUS);
    }

    @Test
    @Check(value = "with Accept: application/openmetrics-text, it is in OpenMetrics 1.0", task = "exposition",
            rule = "formats", points = 2, ownServer = true,
            clause = "https://prometheus.io/docs/specs/om/open_metrics_spec/",
            explain = """
                    OpenMetrics is stricter. The family of a counter is called as its samples without `_total`, what is
                    a time or a number of bytes has a unit, with which its name ends, and the last line is `# EOF`: a
                    response that was cut off does not look complete.
                    """)
    void openMetrics(Rig rig) {
        Observed observed = busy(rig);
        Answer answer = observed.admin("/metrics", "Accept: " + OPEN + "; version=1.0.0").expectStatus(200);
        expectType(answer, MetricsText.OPEN_METRICS);
        List<MetricFamily> families = families(rig, answer, MetricsText.OPEN_METRICS);
        expectFamilies(rig, families, MetricsText.OPEN_METRICS);
        for (MetricFamily family : families) {
            String unit = family.name().replaceFirst(".*_", "");
            if (List.of("seconds", "bytes").contains(unit) && !unit.equals(family.unit())) {
                throw rig.failure("expected the line '# UNIT " + family.name() + " " + unit + "', but "
                        + (family.unit() == null ? "there is none" : "the unit is " + family.unit()));
            }
        }
    }

    /** A server with many label sets: of routes, methods and statuses. */
    private static Observed busy(Rig rig) {
        Observed observed = Observed.open(rig);
        List<String> requests = List.of(get("/json"), request("HEAD", "/json"), get("/bytes/10"), get("/" + rig.word()),
                get("/status/503"), get("/status/404"), request("PUT", "/" + rig.word(), "Content-Length: 0"));
        rig.tell("a client sends " + requests.size() + " requests to several routes");
        rig.quietly(() -> observed.send(1, requests));
        observed.server().awaitIdle();
        return observed;
    }

    private static List<MetricFamily> families(Rig rig, Answer answer, MetricsText format) {
        try {
            return MetricsParser.parseLines(format, answer.body());
        } catch (MetricsSyntaxException wrong) {
            throw rig.failure("expected /metrics to be in " + format + ", but it is not: " + wrong.getMessage());
        }
    }

    private static void expectFamilies(Rig rig, List<MetricFamily> families, MetricsText format) {
        Map<String, String> types = new HashMap<>();
        families.forEach(family -> types.put(family.name(), family.type()));
        FAMILIES.forEach((name, type) -> {
            String called = type.equals("counter") && format == MetricsText.PROMETHEUS ? name + "_total" : name;
            if (!type.equals(types.get(called))) {
                throw rig.failure("expected a family " + called + " of the type " + type + ", but "
                        + (types.containsKey(called) ? "its type is " + types.get(called) : "there is none"));
            }
        });
    }

    private static void expectType(Answer answer, MetricsText format) {
        boolean open = format == MetricsText.OPEN_METRICS;
        String type = open ? OPEN : "text/plain";
        String version = open ? "1.0.0" : "0.0.4";
        List<String> parts = List.of(answer.field("Content-Type")
                .once()
                .value()
                .toLowerCase(Locale.ROOT)
                .strip()
                .split("\\s*;\\s*"));
        if (!parts.getFirst().equals(type) || !parts.contains("version=" + version)
                || !parts.contains("charset=utf-8")) {
            throw answer.field("Content-Type").differs(type + "; version=" + version + "; charset=utf-8");
        }
        if (open && !answer.body().contains("# EOF")) {
            throw answer.field("Content-Type").differs("that of the content, which has no line # EOF");
        }
    }

    @Test
    @Check(value = "Accept decides which format it is", task = "exposition", rule = "negotiation", points = 3,
            ownServer = true, builds = {"prometheus-text", "open-metrics"}, clause = "RFC 9110 §12.5.1",
            explain = """
                    A collector lists all formats that it understands, each with a weight, and takes the best
                    of those that it gets. A type without a weight has the weight 1, and 0 means that the client does
                    not take it.
                    `text/*` and `*/*` are there for text/plain. Caches learn from `Vary` that the field matters.
                    """)
    void negotiated(Rig rig) {
        Observed observed = Observed.open(rig);
        for (String accept : List.of(OPEN + ";version=1.0.0", OPEN, OPEN.toUpperCase(Locale.ROOT),
                OPEN + ";version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1",
                OPEN + ";version=1.0.0,text/plain;version=0.0.4", "text/plain;q=0.4, " + OPEN + "; q=0.4",
                "text/html, " + OPEN + " ; version=1.0.0 ; q=0.1, image/png",
                OPEN + ";version=0.0.1;q=0.75," + OPEN + ";version=1.0.0;q=0.5,text/plain;q=0.2",
                "text/plain;q=0," + OPEN + ";q=0.001", OPEN + ";version=\"1.0.0\"")) {
            expect(observed, MetricsText.OPEN_METRICS, accept);
        }
        for (String accept : List.of("", "text/plain", "text/plain;version=0.0.4", "*/*", "text/*;q=0.3", "text/html",
                OPEN + ";version=1.0.0;q=0.3,text/plain;version=0.0.4;q=0.5", OPEN + ";q=0", OPEN + ";q=0.5,*/*",
                OPEN + ";version=0.0.1", OPEN + ";version=0.0.1,text/plain;q=0.1",
                "application/openmetrics-text2", "application/openmetrics;q=1",
                "text/plain;q=0.9," + OPEN + ";q=0.5,*/*;q=0.1")) {
            expect(observed, MetricsText.PROMETHEUS, accept);
        }
    }

    private static void expect(Observed observed, MetricsText format, String accept) {
        observed.rig().each(accept.isEmpty() ? "no Accept" : "Accept: " + accept, () -> {
            Answer answer = accept.isEmpty() ? observed.admin("/metrics")
                    : observed.admin("/metrics", "Accept: " + accept);
            expectType(answer.expectStatus(200), format);
            if (answer.list("Vary").stream().noneMatch("accept"::equalsIgnoreCase)) {
                throw answer.field("Vary").differs("a list with Accept");
            }
        });
    }

    @Test
    @Check(value = "each family has its lines HELP and TYPE", task = "exposition", rule = "metadata", points = 1,
            ownServer = true, builds = {"prometheus-text", "open-metrics"},
            explain = """
                    Without a type, a collector does not know whether a number may fall, and without help no one knows
                    what it is. Both come once, before the samples of the family.
                    """)
    void described(Rig rig) {
        Observed observed = busy(rig);
        for (MetricsText format : MetricsText.values()) {
            rig.each(format.toString(), () -> {
                for (MetricFamily family : families(rig, page(observed, format), format)) {
                    if (!family.isDescribed() || family.help().isBlank()) {
                        throw rig.failure("expected '# HELP " + family.name() + " …' and '# TYPE " + family.name()
                                + " …', but " + (family.help() == null || family.help().isBlank() ? "HELP" : "TYPE")
                                + " is missing");
                    }
                }
            });
        }
    }

    @Test
    @Check(value = "histograms are histograms, in both formats", task = "exposition", rule = "metadata", points = 1,
            ownServer = true, builds = {"prometheus-text", "open-metrics", "buckets"},
            explain = """
                    A collector takes the buckets in the order in which they are: each bound is greater than the one
                    before it, +Inf is the last, and no number falls. `_count` is the number of +Inf, and each bucket
                    has the label `le` besides those of its histogram.
                    """)
    void histogramText(Rig rig) {
        Observed observed = busy(rig);
        for (MetricsText format : MetricsText.values()) {
            rig.each(format.toString(), () -> {
                try {
                    MetricsParser.parse(format, page(observed, format).body());
                } catch (MetricsSyntaxException wrong) {
                    throw rig.failure("expected the histograms in " + format + " to be in order, but they are not: "
                            + wrong.getMessage());
                }
            });
        }
    }

    private static Answer page(Observed observed, MetricsText format) {
        return (format == MetricsText.PROMETHEUS ? observed.admin("/metrics")
                : observed.admin("/metrics", "Accept: " + OPEN)).expectStatus(200);
    }

    @Test
    @Check(value = "a scrape gets its response even if every worker is busy", task = "exposition", rule = "scrape",
            points = 1,
            ownServer = true, builds = "prometheus-text",
            explain = """
                    The metrics of a server that is full are those that matter most. So a scrape waits for no worker and
                    no lock that a request may have.
                    """)
    void scrapedWhileBusy(Rig rig) {
        Observed observed = Observed.open(rig, "--workers", "1", "--queue", "1");
        try (ResponseBarrier barrier = observed.hold();
                Client first = observed.begin(barrier);
                Client second = observed.server().connect().send(get("/json"));
                Client third = observed.server().connect().send(get("/json"))) {
            observed.server().awaitIdle();
            rig.step("/metrics while three clients wait for one worker",
                    () -> observed.admin("/metrics").expectStatus(200));
            barrier.open();
            first.answer().expectStatus(200);
            first.disconnect();
            second.answer().expectStatus(200);
            second.disconnect();
            third.answer().expectStatus(200);
        }
    }
}
