package grader.checks.lab01;

import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Task close: every connected socket is closed, on every path. */
class CloseChecks {

    private static final int MUCH = 64 * 1024;
    private static final int CONNECTIONS = 2_000;
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @Test
    @Check(value = "the connection ends after the response", task = "close", rule = "ends-first", points = 3,
            foundation = true,
            clause = "RFC 9112 §9.6",
            explain = """
                    `Connection: close` is a promise: the server ends the connection after the response, and does not
                    wait for the client to end it first.
                    """)
    void endsAfterTheResponse(Rig rig) {
        try (Client client = rig.borrow("--read-timeout", Limits.ENDLESS).connect()) {
            client.send(get("/" + rig.word())).answer();
            client.expectEnd(Limits.PATIENCE);
        }
    }

    @Test
    @Check(value = "a client that sent more than the server read gets its response and a clean end, not a reset",
            task = "close", rule = "clean-end",
            points = 3, builds = "too-long",
            clause = "RFC 9112 §9.6",
            explain = """
                    If a socket is closed while its buffer holds unread bytes, the kernel resets the connection, and a
                    reset can destroy the response. `linger` ends the sending side, then reads until the client has
                    closed.
                    """)
    void noResetAfterTheResponse(Rig rig) {
        Server server = rig.borrow();
        rig.control("a client that sends only a head gets its response",
                () -> Lab01.exchange(server, "/control").expectStatus(200));
        rig.control("a short body after the head does no harm", () -> {
            try (Client client = server.connect()) {
                client.send(
                        "POST /control HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9216\r\n\r\n" + "b".repeat(9216))
                        .answer()
                        .expectStatus(200);
            }
        });
        for (int early : new int[] {MUCH, 0, 1}) {
            expectCleanEnd(rig, server, early);
        }
    }

    /** @param early how much of the body comes with the head; the rest comes after the response */
    private static void expectCleanEnd(Rig rig, Server server, int early) {
        String body = "b".repeat(MUCH);
        try (Client client = server.connect()) {
            rig.tell("send a head with Content-Length: " + body.length() + ", and " + early + " bytes after it");
            client.sendUnlogged("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body.substring(0, early));
            client.answer().expectStatus(200);
            server.awaitDone(client, A_MOMENT);      // a server that does not wait for the rest has closed by then
            rig.tell("send the rest");
            client.sendUnlogged(body.substring(early));
            client.expectEnd(Limits.PATIENCE);
            if (server.hasReset(client)) {
                throw rig.failure(
                        "expected the connection to close gracefully after the response, but the server reset it");
            }
        }
    }

    @Test
    @Check(value = "2,000 connections leave no descriptor open", task = "close", rule = "descriptors", points = 4,
            slow = true, builds = {"survives-leaving", "survives-reset"},
            ownServer = true,
            explain = """
                    Each open socket is a file descriptor, and a process may have only so many. Close the socket on
                    every path: after a response, after an error response, and when the client has left or reset the
                    connection.
                    """)
    void noDescriptorLeft(Rig rig) {
        Server server = rig.start();
        rig.control("the server survives one client of each kind", () -> {
            for (int kind = 0; kind < 7; kind++) {
                visit(rig, server, kind);
            }
            Lab01.exchange(server, "/first");
        });
        int before = server.descriptors();
        if (before < 0) {
            throw rig.skip("this system does not show a process's descriptors in /proc");
        }
        rig.tell(CONNECTIONS + " connections: with a response, refused, left by the client, reset half-way");
        rig.quietly(() -> {
            for (int i = 0; i < CONNECTIONS; i++) {
                visit(rig, server, i % 16);
            }
        });
        Lab01.exchange(server, "/last");
        boolean few = Await.comesTrue(Limits.PATIENCE, () -> server.descriptors() <= before + 8);
        int after = server.descriptors();
        rig.tell("open descriptors: " + before + " before, " + after + " after");
        if (!few) {
            throw rig.failure("expected about " + before + " open descriptors after " + CONNECTIONS
                    + " connections, but there are " + after);
        }
    }

    private static void visit(Rig rig, Server server, int kind) {
        try (Client client = server.connect()) {
            switch (kind) {
                case 0 -> client.disconnect();
                case 1 -> {
                    client.send("GET /half HTTP/1.1\r\n");
                    client.reset();
                }
                case 2 -> client.send("nonsense\r\n\r\n").awaitData(Limits.PATIENCE);
                case 3 -> {
                    client.send(get("/gone"));
                    client.reset();
                }
                case 4, 5 -> client.send(get("/polite")).answer();
                default -> {
                    client.send(get("/hasty")).answer();
                    client.reset();      // leaves nothing in TIME_WAIT
                }
            }
        }
    }
}
