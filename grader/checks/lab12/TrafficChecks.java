package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.request;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.metrics.Sample;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Race;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Task traffic: how much is asked of the server. */
class TrafficChecks {

    private static final String REQUESTS = "http_requests_total";
    private static final String RECEIVED = "http_received_bytes_total";
    private static final String SENT = "http_sent_bytes_total";
    private static final int ROUNDS = 8;
    /** What never falls, of all metrics: counters, and the series of histograms. */
    private static final String COUNTER = ".*_(total|count|bucket|sum)";

    @Test
    @Check(value = "each request whose response has ended counts once", task = "traffic", rule = "requests",
            points = 3, foundation = true, ownServer = true,
            explain = """
                    A request that was rejected or broken off has been traffic, too. It counts when its response has
                    ended: then its status is known, and how it has ended. A request that is in progress does not count
                    yet.
                    """)
    void requests(Rig rig) {
        Observed observed = Observed.open(rig);
        counted(observed, "a request", 1, () -> observed.exchange(get("/json")).expectStatus(200));
        counted(observed, "five requests on one connection", 5,
                () -> observed.send(5, Collections.nCopies(5, get("/json"))));
        counted(observed, "a 404", 1, () -> observed.exchange(get("/" + rig.word())).expectStatus(404));
        counted(observed, "a HEAD", 1, () -> observed.exchange(request("HEAD", "/json")).expectStatus(200));
        counted(observed, "a malformed request", 1,
                () -> observed.exchange("GET /json HTTP/1.1\r\n\r\n").expectStatus(400));
        counted(observed, "a client that leaves", 1, observed::breakOff);
        counted(observed, "a connection without a request", 0, () -> observed.server().connect().close());
        rig.each("a request in progress", () -> {
            Metrics metrics = new Metrics(observed);
            Scrape before = metrics.atRest();
            try (Client client = observed.beginUnread(get("/bytes/" + Observed.LARGE))) {
                metrics.awaitMore(before, 0, "the response has not ended", REQUESTS);
                client.answer().expectStatus(200);
                metrics.awaitMore(before, 1, "it has ended", REQUESTS);
            }
        });
    }

    private static void counted(Observed observed, String what, int count, Runnable requests) {
        observed.rig().each(what, () -> {
            Metrics metrics = new Metrics(observed);
            Scrape before = metrics.atRest();
            requests.run();
            metrics.awaitMore(before, count, "so many requests have ended", REQUESTS);
        });
    }

    @Test
    @Check(value = "the traffic has the same labels as the latency", task = "traffic", rule = "requests", points = 1,
            ownServer = true, builds = {"requests", "patterns"},
            explain = """
                    The graphs of both are looked at next to each other: how many requests of a route there are, and how
                    long they take. So a request has one label set, and counts for it in both.
                    """)
    void sameLabels(Rig rig) {
        Observed observed = Observed.open(rig);
        Metrics metrics = new Metrics(observed);
        for (String request : List.of(get("/json"), request("HEAD", "/bytes/1"), get("/status/503"),
                get("/" + rig.word()), request("BREW", "/json"))) {
            rig.each(request.lines().findFirst().orElse(""), () -> {
                Scrape before = metrics.atRest();
                observed.exchange(request);
                metrics.awaitMore(before, 1, "one more request has ended", REQUESTS);
                Scrape after = metrics.awaitMore(before, 1, "one more request has ended", Durations.COUNT);
                Set<String> traffic = labels(after.changed(before, REQUESTS));
                Set<String> latency = labels(after.changed(before, Durations.COUNT));
                if (!traffic.equals(latency)) {
                    throw rig.failure("expected the request in " + REQUESTS + " with the labels " + latency
                            + ", as in " + Durations.COUNT + ", got " + traffic);
                }
            });
        }
    }

    private static Set<String> labels(Set<String> samples) {
        return samples.stream()
                .map(sample -> sample.replaceFirst("^[^{]*", "").replaceFirst(" \\S+$", ""))
                .collect(Collectors.toSet());
    }

    @Test
    @Check(value = "no request is lost in the traffic, at whatever step two meet", task = "traffic",
            rule = "requests", points = 1, ownServer = true, builds = "requests",
            explain = """
                    If two requests count at the same time, both must be there afterward: the addition has to be one
                    step.
                    """)
    void trafficAtEachStep(Rig rig) {
        Race race = rig.race("Traffic");
        Observed observed = Observed.open(rig);
        Metrics metrics = new Metrics(observed);
        String request = get("/json");
        race.run(observed.server(), () -> {
            Scrape before = metrics.atRest();
            return new Race.Round(request, request, (first, second) -> {
                first.expectStatus(200);
                second.expectStatus(200);
                metrics.awaitMore(before, 2, "two requests have ended", REQUESTS);
                metrics.awaitMore(before, 2 * request.length(), "so many bytes were sent to the server", RECEIVED);
            });
        });
    }

    @Test
    @Check(value = "all bytes from clients and to clients count", task = "traffic", rule = "bytes", points = 3,
            ownServer = true,
            explain = """
                    What a network carries are heads and content, of requests that the server has understood and of
                    others. Count where bytes come in and go out, not where requests are handled.
                    """)
    void bytes(Rig rig) {
        Observed observed = Observed.open(rig);
        rig.each("a request without content", () -> expectBytes(observed, "GET", get("/json")));
        rig.each("a request with long fields",
                () -> expectBytes(observed, "GET", get("/json", "X-Long: " + "x".repeat(3_000))));
        rig.each("content in both directions", () -> expectBytes(observed, "POST",
                request("POST", "/echo", "Content-Length: 20000") + rig.word().repeat(20_000).substring(0, 20_000)));
        rig.each("a HEAD", () -> expectBytes(observed, "HEAD", request("HEAD", "/json")));
        rig.each("a malformed request", () -> expectBytes(observed, "GET", "GET /json HTTP/1.1\r\n\r\n"));
        rig.each("a large response", () -> expectBytes(observed, "GET", get("/bytes/" + Observed.LARGE)));
        rig.each("several requests on one connection", () -> {
            Metrics metrics = new Metrics(observed);
            Scrape before = metrics.atRest();
            List<Answer> answers = new ArrayList<>();
            try (Client client = observed.server().connect()) {
                client.send(get("/json") + get("/" + rig.word()) + get("/bytes/1000"));
                for (int i = 0; i < 3; i++) {
                    answers.add(client.answer());
                }
            }
            metrics.awaitMore(before, answers.stream().mapToInt(answer -> answer.raw().length()).sum(),
                    "so many bytes of responses have arrived", SENT);
        });
    }

    private static void expectBytes(Observed observed, String method, String request) {
        Metrics metrics = new Metrics(observed);
        Scrape before = metrics.atRest();
        try (Client client = observed.server().connect()) {
            Answer answer = client.send(request).answer(method);
            metrics.awaitMore(before, request.length(), "so many bytes were sent to the server", RECEIVED);
            metrics.awaitMore(before, answer.raw().length(), "so many bytes of the response have arrived", SENT);
        }
    }

    @Test
    @Check(value = "no counter ever falls", task = "traffic", rule = "only-grow", points = 2, ownServer = true,
            builds = "cardinality",
            explain = """
                    A collector takes the difference of two scrapes, and a counter that falls for a server that has
                    started again. What a scrape has read is still counted for the next one: there may be two
                    collectors.
                    """)
    void onlyGrow(Rig rig) {
        Observed observed = Observed.open(rig);
        Metrics metrics = new Metrics(observed);
        Scrape before = metrics.atRest();
        for (String name : List.of(REQUESTS, RECEIVED, SENT)) {
            if (before.sum(name) <= 0) {
                throw rig.failure(
                        "expected " + name + " to be more than 0, as there was a request, got " + before.shown(name));
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            rig.quietly(() -> {
                observed.exchange(get("/json")).expectStatus(200);
                observed.exchange(get("/" + rig.word())).expectStatus(404);
                observed.server().connect().close();
            });
            Scrape after = metrics.scrape();
            expectNoneFell(rig, before, after);
            before = after;
        }
        rig.tell("after each of " + ROUNDS + " rounds of requests, /metrics was read");
    }

    private static void expectNoneFell(Rig rig, Scrape before, Scrape after) {
        Map<String, Sample> now =
                after.samples()
                        .stream()
                        .collect(Collectors.toMap(Sample::series, Function.identity(), (one, _) -> one));
        for (Sample sample : before.samples()) {
            Sample then = now.get(sample.series());
            if (sample.name().matches(COUNTER) && (then == null || then.value() < sample.value())) {
                throw rig.failure("expected " + sample.series() + " never to fall, but it was "
                        + Scrape.number(sample.value()) + " and then "
                        + (then == null ? "not there" : Scrape.number(then.value())));
            }
        }
    }
}
