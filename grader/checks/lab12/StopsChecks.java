package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.id;

import com.fasterxml.jackson.databind.JsonNode;
import grader.checks.lab08.EachEngine;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Task stops: where the time of a request went. */
class StopsChecks {

    private static final int DELAY = 50;

    @Test
    @Check(value = "the parts of a request in /slow add up to its whole time", task = "stops", rule = "add-up",
            points = 4, foundation = true, ownServer = true,
            explain = """
                    A request is at one place at a time. From each time that was taken to the next one is one part, so
                    no time is lost, and none counts twice. Not every request comes to every stop: a 404 has no handler,
                    and a request that is malformed no route. Then the next time that was taken ends the part.
                    """)
    void addUp(Rig rig) {
        Observed observed = Observed.open(rig);
        rig.each("a request", () -> expectAddUp(observed, get("/json"), 200, 0));
        rig.each("a slow handler", () -> expectAddUp(observed, get("/slow/" + DELAY), 200, DELAY));
        rig.each("a 404", () -> expectAddUp(observed, get("/" + rig.word()), 404, 0));
        rig.each("a 405", () -> expectAddUp(observed, Observed.request("DELETE", "/json"), 405, 0));
        rig.each("a 204", () -> expectAddUp(observed, get("/no-content"), 204, 0));
        rig.each("a malformed request", () -> expectAddUp(observed, "GET / HTTP/1.1\r\n\r\n", 400, 0));
        rig.each("the second request of a connection", () -> {
            try (Client client = observed.server().connect()) {
                Answer first = client.send(get("/slow/" + DELAY)).answer().expectStatus(200);
                observed.awaitSlow(id(first));
                long began = System.nanoTime();
                expectAddUp(observed, client.send(get("/json")).answer().expectStatus(200), began, 0);
            }
        });
    }

    private static void expectAddUp(Observed observed, String request, int status, double least) {
        long began = System.nanoTime();
        expectAddUp(observed, observed.exchange(request).expectStatus(status), began, least);
    }

    private static void expectAddUp(Observed observed, Answer answer, long began, double least) {
        JsonNode request = observed.awaitSlow(id(answer));
        Times times = Times.of(observed.rig(), request, "/slow").expectAddUp(Waits.since(began));
        if (times.whole() <= 0 || times.whole() < least) {
            throw observed.rig()
                    .failure("expected the whole time of the request in /slow to be "
                            + (least > 0 ? "at least " + least : "more than 0") + " ms, got " + times.whole());
        }
    }

    @Test
    @Check(value = "each wait is in its own part, and in no other", task = "stops", rule = "located", points = 5,
            ownServer = true, slow = true,
            explain = """
                    The sum of all parts says that a request was slow, and each part says why. A handler that is slow
                    needs another remedy than a client that does not read its response, and the time of such a client is
                    no fault of the server.
                    """)
    void located(Rig rig) {
        expectLocated(rig, Observed.open(rig));
    }

    private static void expectLocated(Rig rig, Observed observed) {
        Waits waits = new Waits(observed);
        rig.each("a slow handler", () -> rig.untilProven(Waits.IN_TIME, waits::inHandler));
        rig.each("a client that sends slowly", () -> rig.untilProven(Waits.IN_TIME, waits::ofSlowSender));
        rig.each("a client that does not read", () -> rig.untilProven(Waits.IN_TIME, waits::ofSlowReader));
        rig.each("a request after one whose handler is slow",
                () -> rig.untilProven(Waits.IN_TIME, waits::ofSecondRequest));
    }

    @Test
    @Check(value = "time in the server's queue is in the part queue", task = "stops", rule = "located", points = 3,
            ownServer = true, slow = true,
            explain = """
                    A connection that waits until another one is done has been accepted, and its client waits. Without
                    this part, a server whose workers are all busy looks as fast as ever: only the clients know better.
                    The wait belongs to the first request of the connection.
                    """)
    void queued(Rig rig) {
        Waits waits = new Waits(Observed.open(rig, "--workers", "1", "--queue", "5"));
        rig.untilProven(Waits.IN_TIME, waits::inQueue);
    }

    @Test
    @Check(value = "with each engine, each wait is in its own part", task = "stops", rule = "located", points = 2,
            ownServer = true, slow = true, builds = "located",
            explain = """
                    Each engine reads and writes in its own way. The times are taken where they all come by: in the
                    connection. Engines of lab 08 that do not serve here are left out.
                    """)
    void eachEngine(Rig rig) {
        Consumer<Observed> control = observed -> observed.exchange(get("/slow/1")).expectStatus(200);
        EachEngine.tryOn(rig, flags -> Observed.open(rig, flags), control, observed -> expectLocated(rig, observed));
    }

    @Test
    @Check(value = "while a loop is busy, the bytes of other clients wait in the part worker", task = "stops",
            rule = "located", points = 1, ownServer = true, slow = true, builds = "located",
            explain = """
                    A loop does one thing at a time. What other clients send meanwhile waits in the kernel, and the loop
                    sees it late. The handler of such a request was fast, and its client has waited all the same.
                    """)
    void busyLoop(Rig rig) {
        Observed observed = EachEngine
                .ifServing(rig, "loop", flags -> Observed.open(rig, flags),
                        one -> one.exchange(get("/slow/1")).expectStatus(200))
                .orElseThrow(() -> rig.skip("the engine loop of lab 08 does not serve here"));
        rig.untilProven(Waits.IN_TIME, new Waits(observed)::ofBusyLoop);
    }

    @Test
    @Check(value = "with --server-timing on, every response says where its time went", task = "stops",
            rule = "server-timing", points = 2, ownServer = true,
            explain = """
                    Browsers show the members of `Server-Timing` next to their own times. Each member is the name of a
                    part, `;dur=` and milliseconds with a point; `total` is the sum of all parts until the head of the
                    response is made. Errors have the field, too.
                    """)
    void serverTiming(Rig rig) {
        Observed observed = Observed.open(rig, "--server-timing", "on");
        rig.each("a slow handler", () -> {
            long began = System.nanoTime();
            Answer answer = observed.exchange(get("/slow/" + DELAY)).expectStatus(200);
            Times.of(rig, answer).expectIn("handle", DELAY).expectAddUp(Waits.since(began));
        });
        rig.each("a 204", () -> expectTiming(observed, get("/no-content"), 204));
        rig.each("HEAD", () -> expectTiming(observed, Observed.request("HEAD", "/json"), 200));
        rig.each("a response without a length", () -> expectTiming(observed, get("/chunks/10"), 200));
        rig.each("a 404", () -> expectTiming(observed, get("/" + rig.word()), 404));
        rig.each("a malformed request", () -> expectTiming(observed, "GET / HTTP/1.1\r\n\r\n", 400));
    }

    private static void expectTiming(Observed observed, String request, int status) {
        long began = System.nanoTime();
        Answer answer = observed.exchange(request).expectStatus(status);
        Times.of(observed.rig(), answer).expectAddUp(Waits.since(began));
    }

    @Test
    @Check(value = "without --server-timing on, no response says it", task = "stops", rule = "server-timing",
            points = 1, ownServer = true, builds = "server-timing",
            explain = """
                    How long each step took tells an attacker whether a user exists, or a cache has an entry. So the
                    field is off unless the operator wants it.
                    """)
    void serverTimingOff(Rig rig) {
        Observed observed = Observed.open(rig);
        for (String target : new String[] {"/json", "/slow/1", "/" + rig.word()}) {
            Answer answer = observed.exchange(get(target));
            if (!answer.values("Server-Timing").isEmpty()) {
                throw answer.fieldDiffers("Server-Timing", "no Server-Timing",
                        "expected no field Server-Timing without --server-timing on, but there is one");
            }
        }
    }
}
