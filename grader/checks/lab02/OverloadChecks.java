package grader.checks.lab02;

import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Task overload: what happens to a client that finds no room. */
class OverloadChecks {

    private static final int MANY = 12;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofMillis(2);
    private static final int MUCH = 64 * 1024;

    @Test
    @Check(value = "reject: a client that finds no room gets a 503 while every worker is still busy",
            task = "overload", rule = "reject-policy", points = 4,
            foundation = true, ownServer = true,
            explain = """
                    A client that finds no room gets its 503 immediately. Neither the acceptor nor a worker sends it,
                    so the acceptor goes on accepting, and the clients inside are served as usual. In Java, `handle`
                    passes the connection and the bytes of the response to `rejector.reject`.
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

    /** Checks, as a control, that the clients inside have a place, and that no other client finds one. */
    private static void expectNoRoom(Rig rig, Server server, SlowClients inside) {
        rig.control("there is room for " + inside.size() + " clients and no more", () -> {
            try (SlowClients outside = new SlowClients(rig, server).join(2).completeAll()) {
                if (!outside.findsNoRoom(Limits.PATIENCE) || inside.received() > 0) {
                    throw rig.failure("more clients, or fewer, were let in");
                }
            }
        });
    }

    private static Server reject(Rig rig, int workers, int places) {
        return Lab02.start(rig, workers, places, "--overload", "reject");
    }

    @Test
    @Check(value = "the 503 is complete, says when to retry, and ends the connection", task = "overload",
            rule = "response-503",
            points = 2, ownServer = true,
            clause = "RFC 9110 §10.2.3",
            explain = """
                    A complete response has a correct Content-Length. Retry-After is a number of seconds or a date:
                    without it, all clients come back immediately, and the overload never ends. In Java,
                    `serviceUnavailable` builds the whole response; nothing corrects its Content-Length later.
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
            String rest = client.expectEnd(Limits.PATIENCE);
            if (!rest.isEmpty()) {
                throw rig.failure("expected nothing after the content of " + answer.body().length()
                        + " bytes, as Content-Length says, got " + rest.length() + " bytes more");
            }
            inside.completeAll().expectAllServed();
        }
    }

    @Test
    @Check(value = "reject: the request is not read first", task = "overload", rule = "unread-request", points = 3,
            ownServer = true,
            explain = """
                    There is no room, whatever the client asks for. If the server read the request first, a slow
                    client could hold it up.
                    """)
    void rejectsWithoutReading(Rig rig) {
        Server server = reject(rig, 1, 1);
        try (SlowClients inside = new SlowClients(rig, server).join(2); Client silent = server.connect();
                Client slow = server.connect()) {
            rig.tell("a client that sends nothing");
            Lab02.expectBusy(rig, silent);
            Lab02.expectBusy(rig, slow.send("GET /half HTTP/1.1\r\nHost: loc"));
            expectBusyTogether(rig, server);
            inside.completeAll().expectAllServed();
        }
    }

    /** A second for each of them would be too long, even on a slow machine. */
    private static void expectBusyTogether(Rig rig, Server server) {
        rig.tell("then " + MANY + " clients that send nothing");
        List<Client> silent = new ArrayList<>();
        try {
            rig.quietly(() -> IntStream.range(0, MANY).forEach(i -> silent.add(server.connect())));
            if (!Await.comesTrue(SOON, () -> silent.stream().allMatch(client -> client.awaitData(MOMENT)))) {
                throw rig.failure("expected a 503 for each of them within " + Limits.shown(SOON)
                        + ", but some still wait: does the server wait for a request first?");
            }
        } finally {
            silent.forEach(Client::close);
        }
    }

    @Test
    @Check(value = "reject: a client that has sent a lot can still read its 503", task = "overload",
            rule = "readable-503", points = 3,
            ownServer = true,
            clause = "RFC 9112 §9.6",
            explain = """
                    If a socket is closed while its buffer holds unread bytes, the kernel resets the connection, and a
                    reset can destroy the response. So a rejected connection ends like any other: end the sending
                    side, read and discard what still arrives, then close. In Java, `linger` of lab 01 does that, and
                    `rejector.reject` calls it.
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
                    if (server.hasReset(client)) {
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
            ownServer = true,
            explain = """
                    `linger` takes as long as the client wants, up to several seconds. The acceptor must not wait for
                    it: another thread sends the response and ends the connection. In Java, `rejector.reject` returns
                    immediately and does the rest on its own thread.
                    """)
    void neverBlocks(Rig rig) {
        Server server = reject(rig, 1, 1);
        List<Client> stubborn = new ArrayList<>();
        try (SlowClients inside = new SlowClients(rig, server).join(2)) {
            rig.tell("12 clients send a request, and neither read nor leave; then one more client connects");
            rig.quietly(() -> {
                for (int i = 0; i < 12; i++) {
                    stubborn.add(server.connect().sendUnlogged(get("/stubborn")));
                }
            });
            Lab02.expectRejected(rig, server);
            inside.completeAll().expectAllServed();
            rig.tell("the workers are free again; then a client tries until it is served");
            if (!Lab02.comesTrue(() -> Lab02.isServed(rig, server))) {
                throw rig.failure("expected a client to be served after the workers were free again, but none was");
            }
        } finally {
            stubborn.forEach(Client::close);
        }
    }

    @Test
    @Check(value = "wait: the acceptor stops accepting, and the kernel's queue fills", task = "overload",
            rule = "wait-policy",
            points = 2,
            ownServer = true,
            explain = """
                    With `wait`, the acceptor stops accepting until there is room. It may hold one more connection;
                    all others wait in the kernel, where they cost the server nothing. In Java, `handle` calls `put`,
                    which waits for a permit before it adds the connection.
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
                throw rig.failure("expected " + outside + " or " + (outside + 1) + " of " + crowd.size()
                        + " clients to wait in the kernel (" + workers + " are with workers, " + places
                        + " in line, and the acceptor may hold 1), but the number waiting is "
                        + Lab02.waiting(rig, server));
            }
        }
    }

    @Test
    @Check(value = "wait: no client is lost; all are served in the end", task = "overload", rule = "wait-loses-none",
            points = 3,
            ownServer = true, builds = "lets-in-when-there-is-room",
            explain = """
                    With `wait`, no client is rejected: the server closes no connection early, and only workers send
                    responses. A client that waits long enough is served, from the line or from the kernel's queue.
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
