package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.id;
import static grader.checks.lab12.Observed.request;

import com.fasterxml.jackson.databind.JsonNode;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Task access-log: what a line says, and when it is written. */
class JsonLogChecks {

    /** How much of a second may be over, and how much later than its response a request may end. */
    private static final int MOST_MILLIS = 50;

    @Test
    @Check(value = "with --log-format json, each request has one line, which is a JSON object", task = "access-log",
            rule = "log-json", points = 3, foundation = true, ownServer = true,
            explain = """
                    A program reads the log: it searches for an id, or counts the errors of a route. So each member has
                    its name, its type and one meaning. The route is the pattern, and what is not known is null.
                    """)
    void jsonLine(Rig rig) {
        JsonLog log = JsonLog.open(rig, "--token", "ann:member:secret-of-ann");
        tryRoutes(rig, log);
        tryClients(rig, log);
    }

    private static void tryRoutes(Rig rig, JsonLog log) {
        Observed observed = log.observed();
        rig.each("a request", () -> {
            String target = "/json?" + rig.word();
            Answer answer = observed.exchange(get(target, "User-Agent: check/1.0 (x)")).expectStatus(200);
            JsonNode line = expect(log, answer, "GET", target, "/json");
            RequestEntry.expect(rig, line, "agent", "check/1.0 (x)");
            RequestEntry.expect(rig, line, "user", null);
        });
        rig.each("a request at the beginning of a second", () -> rig
                .untilProven("to send a request at the beginning of a second", () -> isTimed(log)));
        rig.each("a route with a parameter", () -> {
            String target = "/products/" + observed.mark() + "-logged";
            JsonNode line = expect(log, observed.exchange(get(target)).expectStatus(200), "GET", target, null);
            RequestEntry.expectPattern(rig, line.path("route").asText(), "/products/", target);
        });
        rig.each("a HEAD, which has no content",
                () -> expect(log, observed.exchange(request("HEAD", "/json")).expectStatus(200), "HEAD", "/json",
                        "/json"));
        rig.each("a 404, which has no route", () -> {
            String target = "/" + rig.word();
            JsonNode line = expect(log, observed.exchange(get(target)).expectStatus(404), "GET", target, null);
            RequestEntry.expect(rig, line, "route", null);
        });
    }

    /** A fraction that lacks its zeros, such as `.7` for `.007`, is in the future. Returns whether it would be one. */
    private static boolean isTimed(JsonLog log) {
        Rig rig = log.observed().rig();
        rig.pass(Duration.ofMillis(1_002 - System.currentTimeMillis() % 1_000));
        long second = System.currentTimeMillis() / 1_000;
        String id = id(log.observed().exchange(get("/json")).expectStatus(200));
        Instant after = Instant.now();
        RequestEntry.expectTime(rig, log.await(id), Instant.ofEpochSecond(second), after.plusMillis(MOST_MILLIS));
        return after.toEpochMilli() - second * 1_000 < MOST_MILLIS;
    }

    private static void tryClients(Rig rig, JsonLog log) {
        Observed observed = log.observed();
        rig.each("a POST without a User-Agent", () -> {
            Answer answer = observed.exchange(request("POST", "/echo", "Content-Length: 5") + "12345");
            RequestEntry.expect(rig, expect(log, answer.expectStatus(200), "POST", "/echo", "/echo"), "agent", null);
        });
        rig.each("a user who is known", () -> {
            String orders = get("/orders?limit=1", "Authorization: Bearer secret-of-ann");
            JsonNode line = expect(log, observed.exchange(orders).expectStatus(200), "GET", "/orders?limit=1",
                    "/orders");
            RequestEntry.expect(rig, line, "user", "ann");
        });
        rig.each("a malformed request", () -> {
            Answer answer = observed.exchange("GET /json HTTP/1.1\r\n\r\n").expectStatus(400);
            RequestEntry.expect(rig, log.await(id(answer)), "status", 400);
        });
    }

    /** The line of a request that agrees with its response. @param route null if another step looks at it */
    private static JsonNode expect(JsonLog log, Answer answer, String method, String target, String route) {
        Rig rig = log.observed().rig();
        JsonNode line = log.await(id(answer));
        RequestEntry.expectTime(rig, line);
        RequestEntry.expect(rig, line, "id", id(answer));
        RequestEntry.expect(rig, line, "client", "127.0.0.1");
        RequestEntry.expect(rig, line, "method", method);
        RequestEntry.expect(rig, line, "target", target);
        RequestEntry.expect(rig, line, "status", answer.status());
        RequestEntry.expect(rig, line, "bytes", answer.body().length());
        RequestEntry.expect(rig, line, "outcome", "complete");
        if (route != null) {
            RequestEntry.expect(rig, line, "route", route);
        }
        Times.of(rig, line, "the log");
        return line;
    }

    @Test
    @Check(value = "the parts in a line add up to its ms", task = "access-log", rule = "log-json", points = 1,
            ownServer = true, builds = {"json-line", "add-up", "located", "queued"},
            explain = """
                    `ms` is the whole, and `parts` has each part that took any time, in milliseconds: where one is left
                    out, its time is lost to the reader of the log. Times are in milliseconds with a point, as most
                    parts take less than one.
                    """)
    void logAddsUp(Rig rig) {
        JsonLog log = JsonLog.open(rig);
        Observed observed = log.observed();
        int delay = rig.random().nextInt(40, 80);
        rig.each("a slow handler", () -> {
            long began = System.nanoTime();
            String id = id(observed.exchange(get("/slow/" + delay)).expectStatus(200));
            JsonNode line = log.await(id);
            Times.of(rig, line, "the log").expectIn("handle", delay).expectAddUp(Waits.since(began));
        });
        rig.each("a client that sends slowly", () -> {
            long began = System.nanoTime();
            try (Client client = observed.server().connect().send("GET /json HTTP/1.1\r\nHost: loc")) {
                observed.server().awaitRead(client);
                observed.server().awaitIdle();
                String id = id(client.send("alhost\r\n\r\n").answer().expectStatus(200));
                Times.of(rig, log.await(id), "the log").expectAddUp(Waits.since(began));
            }
        });
        rig.each("a 404", () -> {
            long began = System.nanoTime();
            String id = id(observed.exchange(get("/" + rig.word())).expectStatus(404));
            Times.of(rig, log.await(id), "the log").expectAddUp(Waits.since(began));
        });
    }

    @Test
    @Check(value = "the line is written when the response has ended, not before", task = "access-log",
            rule = "log-at-the-end", points = 1, ownServer = true,
            explain = """
                    When the handler returns, no one knows yet whether the client will get the response, nor how long
                    that takes. A line that is written by then says that all is well.
                    """)
    void atTheEnd(Rig rig) {
        JsonLog log = JsonLog.open(rig);
        int length = Observed.LARGE + rig.random().nextInt(10_000);
        String target = "/bytes/" + length;
        try (Client client = log.observed().beginUnread(get(target))) {
            rig.control("the line of another request is written meanwhile", () -> log.awaitAny(
                    id(log.observed().exchange(get("/json")).expectStatus(200))));
            if (log.count(target) > 0) {
                throw rig.failure("expected no line for a response of which the client has not read the end, but there "
                        + "is one");
            }
            rig.tell("the client reads");
            client.answer().expectStatus(200);
            JsonNode line = log.await(target);
            RequestEntry.expect(rig, line, "outcome", "complete");
            RequestEntry.expect(rig, line, "bytes", length);
        }
    }

    @Test
    @Check(value = "a line says by whom the response was broken off", task = "access-log", rule = "log-at-the-end",
            points = 2, ownServer = true, slow = true, builds = "json-line",
            explain = """
                    A status of 200 says only that the response has begun. If it was broken off, the question is by
                    whom: a client that leaves is everyday life, a server that fails in the middle is a fault.
                    """)
    void outcomes(Rig rig) {
        rig.each("a client that leaves", () -> {
            JsonLog log = JsonLog.open(rig);
            String target = "/bytes/" + (Observed.LARGE + rig.random().nextInt(10_000));
            log.observed().breakOff(target);
            expectBroken(log, target, "broken-by-client", Observed.LARGE);
        });
        rig.each("a client that leaves before its response begins", () -> {
            JsonLog log = JsonLog.open(rig);
            try (var barrier = log.observed().hold(); Client client = log.observed().begin(barrier)) {
                client.reset();
                log.observed().server().awaitGone(client, Limits.PATIENCE);
                barrier.open();
            }
            RequestEntry.expect(rig, log.await("/products/" + log.observed().mark()), "outcome", "broken-by-client");
        });
        rig.each("a handler that fails in the middle of its response", () -> {
            JsonLog log = JsonLog.open(rig);
            log.observed().failMidway();
            expectBroken(log, "/fail-midway", "broken-by-server", Observed.LARGE);
        });
        rig.each("a client that does not read for --write-timeout", () -> {
            JsonLog log = JsonLog.open(rig, "--write-timeout", "500");
            String target = "/bytes/" + (Observed.LARGE + rig.random().nextInt(10_000));
            try (Client _ = log.observed().beginUnread(get(target))) {
                expectBroken(log, target, "broken-by-timeout", Observed.LARGE);
            }
        });
    }

    private static void expectBroken(JsonLog log, String target, String outcome, int most) {
        Rig rig = log.observed().rig();
        JsonNode line = log.await(target);
        RequestEntry.expect(rig, line, "outcome", outcome);
        RequestEntry.expect(rig, line, "status", 200);
        if (!line.path("bytes").isIntegralNumber() || line.path("bytes").asInt() >= most) {
            throw rig.failure("expected the member bytes to be the number of those that were sent, which are not all, "
                    + "got " + line.path("bytes"));
        }
    }

    @Test
    @Check(value = "whatever a client sends, a line stays one line, and one object", task = "access-log",
            rule = "log-escaped", points = 2, ownServer = true, builds = "json-line", clause = "RFC 8259 §7",
            explain = """
                    A client that can end a line writes the next one itself, and can move the cursor in the terminal
                    of a person who reads the log. Quotes, backslashes and control characters, also those above 127, are
                    escaped. Escapes in the target stay as they were received.
                    """)
    void escaped(Rig rig) {
        JsonLog log = JsonLog.open(rig);
        agent(log, "quotes and backslashes", "a \"b\" \\c\\\\ \\\" {\"d\":1}", true);
        agent(log, "a tab", "a\tb", true);
        agent(log, "bytes above 127", "caf\u00e9 \u00c3\u00a9 \u00ff", false);
        agent(log, "controls above 127", "a\u0085b\u009b2J\u008d", false);
        target(log, "line breaks", "/json?a=%0d%0a%0A");
        target(log, "quotes and a backslash", "/json?a=%22,%22b%22:%5c%22");
        target(log, "other controls", "/json?a=%00%1b%5b2J%7f%c2%85");
    }

    private static void agent(JsonLog log, String what, String agent, boolean same) {
        Rig rig = log.observed().rig();
        rig.each(what + " in User-Agent", () -> {
            String id = id(log.observed().exchange(get("/json", "User-Agent: " + agent)).expectStatus(200));
            JsonNode line = expectOneObject(log, id);
            if (same) {
                RequestEntry.expect(rig, line, "agent", agent);
            }
        });
    }

    private static void target(JsonLog log, String what, String target) {
        Rig rig = log.observed().rig();
        rig.each(what + " in the target", () -> {
            String id = id(log.observed().exchange(get(target)).expectStatus(200));
            RequestEntry.expect(rig, expectOneObject(log, id), "target", target);
        });
    }

    private static JsonNode expectOneObject(JsonLog log, String id) {
        String line = log.awaitLine(id);
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw log.observed()
                    .rig()
                    .failure("expected no control character in a line of the log, but there is one: " + line);
        }
        return log.entry(line);
    }
}
