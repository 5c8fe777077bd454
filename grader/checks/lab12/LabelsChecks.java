package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.request;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Task latency: the labels of the series, which are few, whatever clients send. */
class LabelsChecks {

    private static final int PATHS = 2_000;
    private static final int METHODS = 60;
    private static final int AT_ONCE = 50;

    @Test
    @Check(value = "a request counts for its pattern, its method and the class of its status", task = "latency",
            rule = "pattern", points = 4, ownServer = true,
            explain = """
                    The pattern says which code has worked; the path says which product, and there are too many of them.
                    A request that no route has matched, or that was rejected before, has the route none. A response
                    that was broken off is broken, whatever its status.
                    """)
    void patterns(Rig rig) {
        Observed observed = Observed.open(rig);
        expectCounted(observed, "a path", get("/json"), 200, "/json", "GET");
        expectCounted(observed, "a HEAD", request("HEAD", "/json"), 200, "/json", "HEAD");
        expectCounted(observed, "a POST", request("POST", "/echo", "Content-Length: 2") + "ok", 200, "/echo", "POST");
        expectCounted(observed, "a parameter", get("/bytes/" + rig.random().nextInt(1, 1_000)), 200, "/bytes/", "GET");
        expectCounted(observed, "a path with an escape", get("/%6ason"), 200, "/json", "GET");
        expectCounted(observed, "a 304", get("/status/304"), 304, "/status/", "GET");
        expectCounted(observed, "a path that no route has", get("/" + rig.word()), 404, "none", "GET");
        expectCounted(observed, "PATCH", request("PATCH", "/" + rig.word(), "Content-Length: 0"), 404, "none",
                "PATCH");
        expectCounted(observed, "a malformed request", "GET /json HTTP/1.1\r\n\r\n", 400, "none", null);
        rig.each("a method that RFC 9110 does not have", () -> {
            Metrics metrics = new Metrics(observed);
            Scrape before = metrics.atRest();
            observed.exchange(request("BREW", "/json"));
            metrics.awaitMore(before, 1, "the method was BREW", Durations.COUNT, "method", "other");
        });
        rig.each("a response that was broken off", () -> {
            Metrics metrics = new Metrics(observed);
            Scrape before = metrics.atRest();
            observed.breakOff();
            String route = Durations.route(rig, metrics.awaitMore(before, 1, "its client has left", Durations.COUNT,
                    "status", "broken"), "/bytes/");
            Scrape after = metrics.awaitMore(before, 1, "its client has left", Durations.COUNT, "route", route,
                    "status", "broken");
            if (after.sum(Durations.COUNT, "status", "2xx") != before.sum(Durations.COUNT, "status", "2xx")) {
                throw rig.failure("expected no more requests with the label status=2xx, but there are");
            }
        });
    }

    /**
     * @param route with a slash at its end if there is a parameter after it
     * @param method null if any will do
     */
    private static void expectCounted(Observed observed, String what, String request, int status, String route,
            String method) {
        Rig rig = observed.rig();
        rig.each(what, () -> {
            Metrics metrics = new Metrics(observed);
            Scrape before = metrics.atRest();
            observed.exchange(request).expectStatus(status);
            Scrape after = metrics.awaitMore(before, 1, "one more request has ended", Durations.COUNT);
            List<String> labels = new ArrayList<>(
                    List.of("route", Durations.route(rig, after, route), "status", status / 100 + "xx"));
            if (method != null) {
                labels.addAll(List.of("method", method));
            }
            String[] expected = labels.toArray(String[]::new);
            if (after.sum(Durations.COUNT, expected) != before.sum(Durations.COUNT, expected) + 1) {
                Set<String> more = new TreeSet<>(after.changed(before, Durations.COUNT));
                throw rig.failure("expected one more request in " + Scrape.named(Durations.COUNT, expected)
                        + ", but what is more is " + String.join(", ", more));
            }
        });
    }

    @Test
    @Check(value = "whatever clients send adds no series", task = "latency", rule = "cardinality", points = 3,
            ownServer = true,
            explain = """
                    Each label set takes memory in the server and in each collector, for as long as they run. If a path
                    or a method becomes a label as it was sent, a client can fill both. So all label sets are known when
                    the server starts: its routes, its methods, and one more of each for everything else.
                    """)
    void cardinality(Rig rig) {
        Observed observed = Observed.open(rig);
        Metrics metrics = new Metrics(observed);
        Scrape start = metrics.atRest();
        List<String> each = List.of(get("/json"), get("/bytes/1"), request("HEAD", "/json"),
                request("HEAD", "/bytes/1"), get("/" + rig.word()));
        rig.quietly(() -> {
            // Twice: that a counter of 1 is shown is for task traffic to say.
            observed.send(AT_ONCE, each);
            observed.send(AT_ONCE, each);
            observed.exchange(request(rig.word().toUpperCase(Locale.ROOT), "/json"));
        });
        Scrape before = metrics.awaitMore(start, 2 * each.size() + 1, "so many requests have ended", Durations.COUNT);
        rig.tell("clients send " + PATHS + " requests with paths, queries and fields of random letters, and " + METHODS
                + " with random methods");
        rig.quietly(() -> {
            observed.send(AT_ONCE, random(rig));
            for (int i = 0; i < METHODS; i++) {
                observed.exchange(
                        request(rig.word().toUpperCase(Locale.ROOT), i % 2 == 0 ? "/json" : "/" + rig.word()));
            }
        });
        Scrape after = metrics.awaitMore(before, PATHS + METHODS, "so many requests have ended", Durations.COUNT);
        Set<String> more = new TreeSet<>(after.series());
        more.removeAll(before.series());
        more.removeIf(series -> series.contains("route=\"none\"") || series.contains("method=\"other\""));
        if (!more.isEmpty()) {
            throw rig.failure("expected no more series than before, except those of none and other, but there are "
                    + more.size() + " more, such as " + more.iterator().next());
        }
        int all = after.series().size() - before.series().size();
        if (all > PATHS / 4) {
            throw rig.failure("expected few more series than before, but there are " + all + " more of none and other");
        }
    }

    private static List<String> random(Rig rig) {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < PATHS; i++) {
            String field = "X-" + rig.word() + ": " + rig.word();
            String target = switch (i % 4) {
                case 0 -> "/bytes/" + rig.random().nextInt(100);
                case 1 -> "/json?" + rig.word();
                case 2 -> "/json/" + rig.word();
                default -> "/" + rig.word();
            };
            requests.add(request(i % 3 == 0 ? "HEAD" : "GET", target, field, "User-Agent: " + rig.word()));
        }
        return requests;
    }
}
