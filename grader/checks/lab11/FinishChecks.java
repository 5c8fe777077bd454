package grader.checks.lab11;

import grader.checks.lab01.Lab01;
import grader.checks.lab07.Lab07;
import grader.checks.lab08.EachEngine;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task finish. */
class FinishChecks {

    private static final int LARGE = 8_000_000;
    private static final int IDLE = 20;
    /** For so long after the signal, a server without a delay cannot have closed an idle connection. */
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    @Test
    @Check(value = "requests that are in progress at the signal get their complete responses", task = "finish",
            rule = "in-flight", points = 4, foundation = true, ownServer = true,
            explain = """
                    The signal ends accepting, not working. The process may end when the last response is with its
                    client, and not before; then it ends at once, with exit code 0.
                    """)
    void working(Rig rig) {
        Phases phases = Phases.open(rig);
        try (ResponseBarrier barrier = phases.hold();
                Client first = phases.begin(barrier);
                Client second = phases.begin(barrier)) {
            phases.drainToTheLast();
            rig.tell("the catalog responds");
            barrier.open();
            Phases.expectProduct(first);
            Phases.expectProduct(second);
        }
        phases.expectExit(0);
    }

    @Test
    @Check(value = "a request of which a part has arrived at the signal is served, too", task = "finish",
            rule = "in-flight", points = 3, ownServer = true, builds = "working",
            explain = """
                    A request begins with its first byte. Its client has no reason to send it to another server, and
                    cannot know how much of it was read.
                    """)
    void halfRequest(Rig rig) {
        String request = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 10\r\n\r\nten bytes.";
        for (int sent : List.of(1, request.indexOf("Host"), request.length() - 10, request.length() - 4)) {
            rig.each(sent + " of " + request.length() + " bytes", () -> {
                Phases phases = Phases.open(rig);
                try (Client client = phases.server().connect().send(request.substring(0, sent))) {
                    phases.server().awaitRead(client);
                    phases.drainToTheLast();
                    client.send(request.substring(sent)).answer().expectStatus(200).expectBody("ten bytes.");
                }
                phases.expectExit(0);
            });
        }
    }

    @Test
    @Check(value = "a client that reads slowly gets its whole response", task = "finish", rule = "in-flight",
            points = 2, ownServer = true, builds = "working",
            explain = """
                    A response is finished when its client has it, not when its handler has returned: most of a large
                    one waits in the server until the client reads.
                    """)
    void slowReader(Rig rig) {
        Phases phases = Phases.open(rig);
        try (Client client = phases.beginUnread(Lab01.get("/bytes/" + LARGE))) {
            phases.drainToTheLast();
            rig.tell("the client begins to read");
            Answer answer = client.answer().expectStatus(200);
            if (answer.body().length() != LARGE) {
                throw rig.failure("expected " + LARGE + " bytes, got " + answer.body().length());
            }
        }
        phases.expectExit(0);
    }

    @Test
    @Check(value = "after the signal, every response has Connection: close, and its connection is closed",
            task = "finish", rule = "connection-close", points = 4, ownServer = true, builds = "delay",
            clause = "RFC 9112 §9.6",
            explain = """
                    So the client knows that its next request needs another connection, and sends none into this one.
                    A request that was in progress at the signal gets the field, too: look whether the server ends when
                    the response is there.
                    """)
    void connectionClose(Rig rig) {
        Phases phases = Phases.open(rig, "--drain-delay", Limits.ENDLESS);
        try (ResponseBarrier barrier = phases.hold();
                Client busy = phases.begin(barrier);
                Client kept = phases.server().connect();
                Client other = phases.server().connect()) {
            rig.control("a connection is kept before the signal", () -> {
                for (Client client : List.of(kept, other)) {
                    for (int i = 0; i < 2; i++) {
                        client.send(Lab01.get("/")).answer().expectStatus(200);
                    }
                }
            });
            phases.drainAndSettle();
            rig.each("the next request of a kept connection",
                    () -> expectLast(rig, kept.send(Lab01.get("/")).answer(), kept));
            rig.each("a 404", () -> expectLast(rig, other.send(Lab01.get("/" + rig.word())).answer(), other));
            for (String method : List.of("GET", "HEAD")) {
                rig.each("a " + method + " on a new connection", () -> {
                    try (Client late = phases.server().connect()) {
                        late.send(Lab01.get("/").replaceFirst("GET", method));
                        expectLast(rig, late.answer(method), late);
                    }
                });
            }
            barrier.open();
            rig.each("a request that was in progress at the signal",
                    () -> expectLast(rig, Phases.expectProduct(busy), busy));
        }
    }

    private static void expectLast(Rig rig, Answer answer, Client client) {
        if (!Lab07.options(answer).contains("close")) {
            throw rig.failure("expected the response to have Connection: close, but it does not");
        }
        client.expectEnd(Limits.PATIENCE);
    }

    @Test
    @Check(value = "idle connections are closed without a response, and the server ends", task = "finish",
            rule = "idle", points = 3, ownServer = true,
            explain = """
                    An idle connection has nothing to wait for: its next request may come in an hour. The server would
                    stay until the deadline, and then say that it has cut off requests that there were not.
                    """)
    void idle(Rig rig) {
        Phases phases = Phases.open(rig);
        List<Client> idle = new ArrayList<>();
        try (Client silent = phases.server().connect()) {
            rig.tell(IDLE + " clients get a response each, and keep their connections");
            rig.quietly(() -> {
                for (int i = 0; i < IDLE; i++) {
                    idle.add(phases.server().connect());
                    idle.getLast().send(Lab01.get("/")).answer().expectStatus(200);
                }
            });
            phases.drain();
            phases.expectExit(0);
            rig.each("after a response", () -> idle.forEach(client -> expectNothing(rig, client)));
            rig.each("without any request", () -> expectNothing(rig, silent));
        } finally {
            idle.forEach(Client::close);
        }
        rig.each("a request that was on its way when the port was closed",
                () -> rig.untilProven("to send a request within " + A_MOMENT.toMillis() + " ms of a signal",
                        () -> isServedForAMoment(rig)));
    }

    /** Returns whether it has proved something: the request was served, or came in time. */
    private static boolean isServedForAMoment(Rig rig) {
        Phases phases = Phases.open(rig);
        try (Client kept = phases.server().connect()) {
            kept.send(Lab01.get("/")).answer().expectStatus(200);
            long began = System.nanoTime();
            StopAcceptingChecks.expectRefused(rig, phases.drain());
            kept.send(Lab01.get("/"));
            boolean inTime = System.nanoTime() - began < A_MOMENT.toNanos();
            kept.awaitData(Limits.PATIENCE);
            if (inTime || !kept.unread().isEmpty()) {
                kept.answer().expectStatus(200);
                return true;
            }
            return false;
        }
    }

    @Test
    @Check(value = "with each engine, idle connections are closed, and a request in progress is served",
            task = "finish", rule = "in-flight", points = 2, ownServer = true, builds = {"half-request", "idle"},
            explain = """
                    Each engine has its own way to wait for clients, and all of them have to notice the drain. Engines
                    of lab 08 that do not serve here are left out.
                    """)
    void eachEngine(Rig rig) {
        EachEngine.tryOn(rig, flags -> Phases.open(rig, flags),
                phases -> Lab01.exchange(phases.server(), "/").expectStatus(200), FinishChecks::expectDrained);
    }

    private static void expectDrained(Phases phases) {
        try (Client half = phases.server().connect().send("GET / HTTP/1.1\r\nHost: loc")) {
            phases.server().awaitRead(half);
            phases.drainToTheLast();
            half.send("alhost\r\n\r\n").answer().expectStatus(200);
        }
        phases.expectExit(0);
    }

    private static void expectNothing(Rig rig, Client client) {
        String rest = client.expectEnd(Limits.PATIENCE);
        if (!rest.isEmpty()) {
            throw rig.failure("expected the connection to be closed without a response, got " + rest.lines()
                    .findFirst()
                    .orElse(""));
        }
    }
}
