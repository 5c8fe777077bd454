package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.request;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task errors: how many requests fail, by kind. */
class ErrorKindsChecks {

    private static final String ERRORS = "http_errors_total";
    private static final List<String> KINDS = List.of("broken", "timeout", "rejected", "5xx", "4xx");

    @Test
    @Check(value = "from the start, each kind of error has a series, which is 0", task = "errors", rule = "all-kinds",
            points = 2, foundation = true, ownServer = true,
            explain = """
                    An alert on a series that does not exist yet never fires, and a collector cannot see the first error
                    if the series begins with it. Requests that succeed are in none of them.
                    """)
    void allKinds(Rig rig) {
        Observed observed = Observed.open(rig);
        for (String target : List.of("/json", "/no-content", "/status/304")) {
            observed.exchange(get(target));
        }
        observed.exchange(request("HEAD", "/json")).expectStatus(200);
        Scrape scrape = new Metrics(observed).atRest();
        for (String kind : KINDS) {
            rig.each(kind, () -> {
                if (!scrape.has(ERRORS, "kind", kind) || scrape.sum(ERRORS, "kind", kind) != 0) {
                    throw rig.failure("expected " + Scrape.named(ERRORS, "kind", kind)
                            + " to be 0 before any request has failed, got " + scrape.shown(ERRORS, "kind", kind));
                }
            });
        }
    }

    /** While `requests` run, one error is counted, and it is of this kind. */
    private static void expectOne(Observed observed, String kind, Runnable requests) {
        Metrics metrics = new Metrics(observed);
        Scrape before = metrics.atRest();
        requests.run();
        Scrape after = metrics.await(Scrape.number(before.sum(ERRORS) + 1) + ", 1 more than before",
                "one more request has failed", value -> value >= before.sum(ERRORS) + 1, ERRORS);
        for (String each : KINDS) {
            double more = after.sum(ERRORS, "kind", each) - before.sum(ERRORS, "kind", each);
            if (more != (each.equals(kind) ? 1 : 0)) {
                throw observed.rig()
                        .failure("expected one more error of the kind " + kind + " and no other, but of the kind "
                                + each + " there " + (more == 1 ? "is 1" : "are " + Scrape.number(more)) + " more");
            }
        }
    }

    private static void expectOne(Observed observed, String kind, String request, int status) {
        expectOne(observed, kind, () -> observed.exchange(request).expectStatus(status));
    }

    @Test
    @Check(value = "an error counts as 4xx, as 5xx, or as rejected if the router has not seen it", task = "errors",
            rule = "kinds", points = 4, ownServer = true, builds = "all-kinds",
            explain = """
                    Who has to do something depends on the kind. A 5xx is a fault of a handler, a 4xx mostly one of a
                    client; and if the server rejects requests before it knows what they want, a client does not speak
                    HTTP, or a limit is too low. Each error is in one kind, so the kinds add up to all errors.
                    """)
    void kinds(Rig rig) {
        Observed observed = Observed.open(rig);
        rig.each("a 404 of a handler", () -> expectOne(observed, "4xx", get("/status/404"), 404));
        rig.each("a 410", () -> expectOne(observed, "4xx", get("/status/410"), 410));
        rig.each("a path that no route has", () -> expectOne(observed, "4xx", get("/" + rig.word()), 404));
        rig.each("a method that the path does not have", () -> expectOne(observed, "4xx", request("DELETE", "/json"),
                405));
        rig.each("a 503 of a handler", () -> expectOne(observed, "5xx", get("/status/503"), 503));
        rig.each("a handler that fails", () -> expectOne(observed, "5xx", get("/header?value=a%0db"), 500));
        rig.each("a request without Host", () -> expectOne(observed, "rejected", "GET /json HTTP/1.1\r\n\r\n", 400));
        rig.each("a version that the server does not know",
                () -> expectOne(observed, "rejected", "GET /json HTTP/3.0\r\nHost: a\r\n\r\n", 505));
        rig.each("content that is too large", () -> expectOne(observed, "rejected",
                request("POST", "/echo", "Content-Length: 99999999"), 413));
        rig.each("a target of another scheme, if a layer rejects it", () -> {
            String secure = "GET https://localhost/json HTTP/1.1\r\nHost: localhost\r\n\r\n";
            if (observed.exchange(secure).status() == 421) {
                expectOne(observed, "rejected", secure, 421);
            }
        });
    }

    @Test
    @Check(value = "what took too long counts as a timeout", task = "errors", rule = "kinds", points = 2,
            ownServer = true, builds = "all-kinds",
            explain = """
                    A timeout tells where to look: at a client that is slow, at another server, or at a handler that
                    hangs. Its status would put it among the faults of this server, or of the client.
                    """)
    void timeouts(Rig rig) {
        rig.each("a request that is not complete after --request-timeout", () -> {
            Observed observed = Observed.open(rig, "--request-timeout", "500");
            expectOne(observed, "timeout", () -> {
                try (Client client = observed.server().connect().send("GET /json HTTP/1.1\r\nHost: loc")) {
                    client.answer().expectStatus(408);
                }
            });
        });
        rig.each("a catalog that does not respond within --catalog-timeout", () -> {
            Observed observed = Observed.open(rig, "--catalog-timeout", "500");
            try (ResponseBarrier _ = observed.hold()) {
                expectOne(observed, "timeout", get("/products/" + observed.mark()), 504);
            }
        });
        rig.each("a handler that is interrupted after --handler-timeout", () -> {
            Observed observed = Observed.open(rig, "--handler-timeout", "500");
            expectOne(observed, "timeout", () -> {
                Answer answer = observed.exchange(get("/slow/600000"));
                if (answer.status() < 500) {
                    throw answer.statusDiffers("5xx, as the handler was interrupted");
                }
            });
        });
    }

    @Test
    @Check(value = "a response that was broken off is an error, whatever its status", task = "errors",
            rule = "broken-200", points = 2, ownServer = true, builds = "all-kinds",
            explain = """
                    Its client has half of what it asked for. The status was sent before the response ended, and says
                    only that it has begun. So how it ended comes first, and then the status.
                    """)
    void broken(Rig rig) {
        Observed observed = Observed.open(rig, "--write-timeout", "2000");
        rig.each("a client that leaves in the middle of a 200",
                () -> expectOne(observed, "broken", observed::breakOff));
        rig.each("a handler that fails in the middle of a 200",
                () -> expectOne(observed, "broken", observed::failMidway));
        rig.each("a client that does not read for --write-timeout", () -> expectOne(observed, "broken", () -> {
            try (Client client = observed.server().connectSlow().send(get("/bytes/" + Observed.LARGE))) {
                observed.server().awaitGone(client, Limits.PATIENCE);
            }
        }));
        rig.each("a 200 that its client has read to the end", () -> {
            Metrics metrics = new Metrics(observed);
            Scrape before = metrics.atRest();
            observed.exchange(get("/bytes/1000")).expectStatus(200);
            metrics.awaitMore(before, 0, "nothing has failed", ERRORS);
        });
    }
}
