package grader.checks.lab02;

import static grader.checks.lab01.Lab01.get;

import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Answer;
import grader.http.Client;
import grader.http.Limits;
import grader.server.Capability;
import grader.server.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task overload: what becomes of a client for whom there is no room. */
class OverloadChecks {

    private static final int MUCH = 64 * 1024;

    @Test
    @Check(value = "reject: a client for whom there is no room gets a 503 while every worker is still held",
            task = "overload", rule = "reject-policy", points = 4,
            foundation = true, needs = Capability.FLAGS,
            explain = """
                    A client that finds no room gets its 503 immediately, from neither the acceptor nor a worker, and
                    the acceptor goes on accepting. Clients inside are served as if nothing had happened. In Java
                    `full` passes the connection and the bytes of the response to `farewell.reject`.
                    """)
    void rejects(Rig rig) {
        Server server = reject(rig, 2, 1);
        try (SlowClients inside = new SlowClients(rig, server).join(3)) {
            expectNoRoom(rig, server, inside);
            for (int i = 0; i < 2; i++) {
                Lab02.expectRejected(rig, server);
            }
            inside.completeAll().expectAllServed();
        }
    }

    /** As a control: those inside are, and others are not, whatever becomes of them. */
    private static void expectNoRoom(Rig rig, Server server, SlowClients inside) {
        rig.control("there is room for " + inside.size() + " clients and no more", () -> {
            try (SlowClients outside = new SlowClients(rig, server).join(2).completeAll()) {
                if (!outside.findsNoRoom() || inside.received() > 0) {
                    throw rig.failure("more or fewer were let in");
                }
            }
        });
    }

    private static Server reject(Rig rig, int workers, int places) {
        return Lab02.start(rig, workers, places, "--overload", "reject");
    }

    @Test
    @Check(value = "the 503 can be read to its end, says when to come back, and ends the connection", task = "overload",
            rule = "response-503",
            points = 2, needs = Capability.FLAGS,
            clause = "RFC 9110 §10.2.3",
            explain = """
                    A whole response has a length that is right, and Retry-After: a number of seconds or a date.
                    Without it clients come back at once, all of them, and the overload never ends. In Java `busy`
                    builds all of it; its Content-Length is not corrected later.
                    """)
    void retryAfter(Rig rig) {
        Server server = reject(rig, 1, 1);
        try (SlowClients inside = new SlowClients(rig, server).join(2); Client client = server.connect()) {
            Answer answer = client.send(get("/" + rig.word())).answer().expectStatus(503);
            List<String> values = answer.values("Retry-After");
            if (values.size() != 1 || !values.getFirst()
                    .matches("\\d+|[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT")) {
                throw answer.fieldDiffers("Retry-After", "Retry-After: 1",
                        "expected one Retry-After with seconds or a date, got "
                                + (values.isEmpty() ? "none" : String.join(" and ", values)));
            }
            client.expectEnd(Limits.PATIENCE);
            inside.completeAll().expectAllServed();
        }
    }

    @Test
    @Check(value = "reject: the request is not read first", task = "overload", rule = "unread-request", points = 3,
            needs = Capability.FLAGS,
            explain = """
                    There is no room, whatever the client may ask for. A server that reads first gives a slow client
                    the power to hold it up.
                    """)
    void rejectsWithoutReading(Rig rig) {
        Server server = reject(rig, 1, 1);
        try (SlowClients inside = new SlowClients(rig, server).join(2); Client silent = server.connect();
                Client slow = server.connect()) {
            rig.tell("a client that sends nothing");
            Lab02.expectBusy(rig, silent);
            Lab02.expectBusy(rig, slow.send("GET /half HTTP/1.1\r\nHost: loc"));
            inside.completeAll().expectAllServed();
        }
    }

    @Test
    @Check(value = "reject: a client that has sent much can still read its 503", task = "overload",
            rule = "readable-503", points = 3,
            needs = Capability.FLAGS,
            clause = "RFC 9112 §9.6",
            explain = """
                    Closing a socket while unread bytes are in its buffer resets the connection, and a reset can
                    destroy the response. So a rejected connection ends with `finish`, too: end the sending side, then
                    read and drop what still comes, then close. In Java `hangUp` of lab 01 does that, and
                    `farewell.reject` calls it.
                    """)
    void noResetAfterThe503(Rig rig) {
        Server server = reject(rig, 1, 1);
        String head = "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n";
        String upload = head + "b".repeat(MUCH - head.length());
        try (SlowClients inside = new SlowClients(rig, server).join(2)) {
            rig.control("a client that has sent little gets its 503", () -> Lab02.expectRejected(rig, server));
            for (int i = 0; i < 3; i++) {
                try (Client client = server.connect()) {
                    rig.tell("send the first 64 KiB of an upload: a head, and a part of its body");
                    Lab02.expectBusy(rig, client.sendUnlogged(upload));
                    client.expectEnd(Limits.PATIENCE);
                    if (client.wasReset()) {
                        throw rig.failure(
                                "expected the connection to close gracefully after the 503, but the server reset it");
                    }
                }
            }
            inside.completeAll().expectAllServed();
        }
    }

    @Test
    @Check(value = "reject: rejected clients that neither read nor leave do not hold up others", task = "overload",
            rule = "rejected-clients",
            points = 3,
            needs = Capability.FLAGS,
            explain = """
                    `finish` takes as long as the client likes, up to seconds. The acceptor must not wait for that:
                    another thread writes the response and ends the connection. In Java `farewell.reject` returns at
                    once and does the rest on a thread of its own.
                    """)
    void neverBlocks(Rig rig) {
        Server server = reject(rig, 1, 1);
        List<Client> stubborn = new ArrayList<>();
        try (SlowClients inside = new SlowClients(rig, server).join(2)) {
            rig.tell("12 clients ask, and neither read nor leave; then one more");
            rig.quietly(() -> {
                for (int i = 0; i < 12; i++) {
                    stubborn.add(server.connect().sendUnlogged(get("/stubborn")));
                }
            });
            Lab02.expectRejected(rig, server);
            inside.completeAll().expectAllServed();
            rig.tell("the workers are free again; then a client asks until it is served");
            if (!Lab02.comesTrue(() -> Lab02.isServed(rig, server))) {
                throw rig.failure("expected a client to be served after the workers were free again, but none was");
            }
        } finally {
            stubborn.forEach(Client::close);
        }
    }

    @Test
    @Check(value = "wait: the acceptor stops, and the kernel's queue fills", task = "overload", rule = "wait-policy",
            points = 2,
            needs = {Capability.FLAGS, Capability.PROCESS},
            explain = """
                    With `wait` the acceptor stops accepting until there is room. It may hold one more connection
                    then, and all others wait in the kernel, where they cost the server nothing. In Java `full` calls
                    `put`, and `put` waits for a permit before it adds the connection.
                    """)
    void kernelQueueFills(Rig rig) {
        int workers = rig.random().nextInt(1, 4);
        int places = rig.random().nextInt(1, 4);
        int outside = rig.random().nextInt(3, 8);
        Server server = Lab02.start(rig, workers, places);
        try (SlowClients crowd = new SlowClients(rig, server).join(workers + places + 1 + outside)) {
            Lab02.waiting(rig, server);
            boolean fills = Lab02.comesTrue(() -> Lab02.keepsOutside(server, outside));
            expectNoResponse(rig, crowd);
            if (!fills || !Lab02.keepsOutside(server, outside)) {
                throw rig.failure("expected " + outside + " of " + crowd.size() + " clients to wait in the kernel, or "
                        + (outside + 1)
                        + ": " + workers + " are with workers, " + places
                        + " in line, and 1 may be in the acceptor's hand; but the number waiting is "
                        + Lab02.waiting(rig, server));
            }
        }
    }

    @Test
    @Check(value = "wait: no client is lost, all are served in the end", task = "overload", rule = "wait-loses-none",
            points = 3,
            needs = Capability.FLAGS,
            explain = """
                    With `wait` no client is rejected: no connection is closed, and only workers write responses. A
                    client that waits long enough is served, from the line or from the kernel's queue.
                    """)
    void waitLosesNoClient(Rig rig) {
        Server server = Lab02.start(rig, 1, rig.random().nextInt(1, 4));
        try (SlowClients crowd = new SlowClients(rig, server).join(12)) {
            expectNoResponse(rig, crowd);
            crowd.completeAll().expectAllServed();
        }
    }

    private static void expectNoResponse(Rig rig, SlowClients crowd) {
        if (crowd.anyReceived()) {
            throw rig.failure(
                    "expected every client to wait, with a worker, in line or outside, but one received something "
                            + "before its request was complete");
        }
    }
}
