package grader.checks.lab02;

import static grader.checks.lab01.Lab01.exchange;
import static grader.checks.lab01.Lab01.get;

import grader.run.Check;
import grader.run.Limits;
import grader.run.Need;
import grader.run.Rig;
import grader.run.Server;
import grader.wire.Answer;
import grader.wire.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Task overload: what becomes of a client for whom there is no room. */
class OverloadChecks {

    @Check(value = "reject: a client for whom there is no room gets a 503 while every worker is still held", task = "overload", points = 4,
            foundation = true, needs = Need.FLAGS,
            explain = "REJECT hands the connection and the bytes of the answer to Farewell, and accepts on. Those inside are served as if "
                    + "nothing had happened.")
    void rejects(Rig rig) {
        Server server = reject(rig, 2, 1);
        try (Crowd inside = new Crowd(rig, server).join(3)) {
            for (int i = 0; i < 2; i++) {
                exchange(server, "/" + rig.word()).expectStatus(503);
            }
            inside.completeAll();
            inside.expectAllServed();
        }
    }

    private static Server reject(Rig rig, int workers, int places) {
        return Lab02.start(rig, workers, places, "--overload", "reject");
    }

    @Check(value = "the 503 says when to come back, and ends the connection", task = "overload", points = 2, needs = Need.FLAGS,
            clause = "RFC 9110 §10.2.3",
            explain = "Retry-After is a number of seconds or a date. Without it clients come back at once, all of them, and the overload "
                    + "never ends.")
    void retryAfter(Rig rig) {
        Server server = reject(rig, 1, 0);
        try (Crowd inside = new Crowd(rig, server).join(1); Client client = server.connect()) {
            Answer answer = client.send(get("/" + rig.word())).answer().expectStatus(503);
            List<String> values = answer.values("Retry-After");
            if (values.size() != 1 || !values.getFirst().matches("\\d+|[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT")) {
                throw answer.fieldDiffers("Retry-After", "Retry-After: 1", "expected one Retry-After with seconds or a date, got "
                        + (values.isEmpty() ? "none" : String.join(" and ", values)));
            }
            client.expectEnd(Limits.PATIENCE);
            inside.completeAll();
            inside.expectAllServed();
        }
    }

    @Check(value = "reject: the request is not read first", task = "overload", points = 3, needs = Need.FLAGS,
            explain = "There is no room, whatever the client may ask for. A server that reads first gives a slow client the power to hold it up.")
    void rejectsWithoutReading(Rig rig) {
        Server server = reject(rig, 1, 1);
        try (Crowd inside = new Crowd(rig, server).join(2); Client silent = server.connect(); Client slow = server.connect()) {
            rig.tell("a client that sends nothing");
            silent.answer().expectStatus(503);
            slow.send("GET /half HTTP/1.1\r\nHost: loc").answer().expectStatus(503);
            inside.completeAll();
            inside.expectAllServed();
        }
    }

    @Check(value = "reject: a client that has sent much can still read its 503", task = "overload", points = 3, needs = Need.FLAGS,
            clause = "RFC 9112 §9.6",
            explain = "Closing a socket while unread bytes lie in its buffer resets the connection, and a reset can destroy the answer. "
                    + "`hangUp` ends the sending side, then reads and drops what still comes.")
    void noResetBehindIt(Rig rig) {
        Server server = reject(rig, 1, 0);
        String body = "b".repeat(100 * 1024);
        try (Crowd inside = new Crowd(rig, server).join(1)) {
            rig.control("a client that has sent little gets its 503", () -> exchange(server, "/control").expectStatus(503));
            for (int i = 0; i < 3; i++) {
                try (Client client = server.connect()) {
                    rig.tell("send a head with Content-Length: " + body.length() + " and as many bytes behind it");
                    client.sendUnseen("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                    client.answer().expectStatus(503);
                    client.expectEnd(Limits.PATIENCE);
                    if (client.wasReset()) {
                        throw rig.failure("expected the connection to end in peace behind the 503, but the server reset it");
                    }
                }
            }
            inside.completeAll();
            inside.expectAllServed();
        }
    }

    @Check(value = "reject: rejected clients that neither read nor leave hold up nobody", task = "overload", points = 3, needs = Need.FLAGS,
            explain = "Saying goodbye takes as long as the client likes, up to seconds. The acceptor must not be the one who waits: "
                    + "`farewell.reject` returns at once and does the rest on a thread of its own.")
    void neverBlocks(Rig rig) {
        Server server = reject(rig, 1, 1);
        List<Client> stubborn = new ArrayList<>();
        try (Crowd inside = new Crowd(rig, server).join(2)) {
            rig.tell("12 clients that neither read nor leave");
            for (int i = 0; i < 12; i++) {
                stubborn.add(server.connect().sendUnseen(get("/stubborn")));
            }
            exchange(server, "/" + rig.word()).expectStatus(503);
            inside.completeAll();
            inside.expectAllServed();
            rig.tell("the workers are free again; then a client asks until it is served");
            if (!Lab02.comesTrue(() -> isServed(rig, server))) {
                throw rig.failure("expected a client to be served after the workers were free again, but nobody was");
            }
        } finally {
            stubborn.forEach(Client::close);
        }
    }

    private static boolean isServed(Rig rig, Server server) {
        boolean[] served = {false};
        rig.quietly(() -> served[0] = exchange(server, "/after").status() == 200);
        return served[0];
    }

    @Check(value = "wait: the acceptor stops, and the kernel's queue fills", task = "overload", points = 2,
            needs = {Need.FLAGS, Need.PROCESS},
            explain = "WAIT puts the connection in line and waits until there is room: one more is in the acceptor's hand then, and all "
                    + "others wait in the kernel, where they cost the server nothing.")
    void kernelQueueFills(Rig rig) {
        int workers = rig.random().nextInt(1, 4);
        int places = rig.random().nextInt(1, 4);
        int outside = rig.random().nextInt(3, 8);
        Server server = Lab02.start(rig, workers, places);
        try (Crowd crowd = new Crowd(rig, server).join(workers + places + 1 + outside)) {
            boolean fills = Lab02.comesTrue(() -> Lab02.waiting(rig, server) == outside);
            expectNobodyToHear(rig, crowd);
            if (!fills || Lab02.waiting(rig, server) != outside) {
                throw rig.failure("expected " + outside + " of " + crowd.size() + " clients to wait in the kernel: " + workers
                        + " are with workers, " + places + " in line, 1 in the acceptor's hand; but there wait " + Lab02.waiting(rig, server));
            }
        }
    }

    @Check(value = "wait: nobody is lost, all are served in the end", task = "overload", points = 3, needs = Need.FLAGS,
            explain = "WAIT never closes a connection and never answers for a worker. Who waits long enough is served, in line or in the "
                    + "kernel's queue.")
    void waitLosesNobody(Rig rig) {
        Server server = Lab02.start(rig, 1, rig.random().nextInt(0, 3));
        try (Crowd crowd = new Crowd(rig, server).join(12)) {
            expectNobodyToHear(rig, crowd);
            crowd.completeAll();
            crowd.expectAllServed();
        }
    }

    private static void expectNobodyToHear(Rig rig, Crowd crowd) {
        if (crowd.anyHears(crowd.size(), Duration.ofMillis(100))) {
            throw rig.failure("expected every client to wait, with a worker, in line or outside, but one heard something before its request was complete");
        }
    }
}
