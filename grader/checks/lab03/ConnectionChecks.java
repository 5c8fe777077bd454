package grader.checks.lab03;

import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.expectClose;
import static grader.checks.lab03.Lab03.expectEnd;
import static grader.checks.lab03.Lab03.expectSilentEnd;
import static grader.checks.lab03.Lab03.expectStatus;
import static grader.checks.lab03.Lab03.request;
import static grader.checks.lab03.Lab03.sendCut;
import static java.util.stream.Collectors.joining;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Task incremental: when a connection ends, and when it goes on. How heads are cut is in {@link IncrementalChecks}. */
class ConnectionChecks {

    @Test
    @Check(value = "the connection ends after HTTP/1.0, after `close`, and when the client ends it, but not "
            + "before the response",
            task = "incremental", rule = "kept-open", points = 2, clause = "RFC 9112 §9.3, §9.6",
            explain = """
                    `Connection: close` ends the connection after the response. So does HTTP/1.0, whatever its
                    Connection field says. A client that has ended its sending side after a complete request still
                    reads, so it gets its response. The last response says that it is the last: `Connection: close`.
                    """)
    void ends(Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("two requests on one connection get two responses",
                () -> IncrementalChecks.expectInOrder(rig, server, 2));
        for (String request : List.of(request("GET / HTTP/1.0"), request("GET / HTTP/1.0", "Connection: keep-alive"),
                request("GET / HTTP/1.1", "Connection: close"), request("GET / HTTP/1.1", "connection: x, Close"))) {
            rig.each(request.lines().filter(line -> line.matches("(?i).*1\\.0|connection.*")).collect(joining(", ")),
                    () -> {
                        try (Client client = server.connect()) {
                            client.send(request);
                            expectClose(expectStatus(client, 200));
                            expectEnd(rig, client);
                        }
                    });
        }
        rig.each("the client has ended its sending side", () -> {
            try (Client client = server.connect()) {
                sendCut(server, client, request("GET / HTTP/1.1"), 9);
                client.halfClose();
                client.answer().expectStatus(200);
                expectEnd(rig, client);
            }
        });
    }

    @Test
    @Check(value = "a client that falls silent in the middle of a request gets a 408, and a client that sent "
            + "nothing gets nothing",
            task = "incremental", rule = "silence", points = 2, slow = true, builds = "errors",
            ownServer = true,
            clause = "RFC 9110 §15.5.9",
            explain = """
                    After --read-timeout without a byte, the connection ends. If a request has begun, a 408 tells the
                    client why. Before that there is no request, so nothing is sent. Each byte that arrives restarts the
                    clock.
                    """)
    void silence(Rig rig) {
        Server server = rig.start("--read-timeout", "300");
        String request = request("GET / HTTP/1.1");
        rig.control("a request that arrives immediately gets a 200", () -> exchange(server, request).expectStatus(200));
        try (Client half = server.connect().send(request.substring(0, 25));
                Client kept = server.connect().send(request);
                Client none = server.connect()) {
            kept.answer().expectStatus(200);
            rig.each("a client that pauses five times, each time for less than the timeout",
                    () -> rig.untilProven("to pause for less than the timeout", () -> isPatient(server, request)));
            rig.each("the client that fell silent in the middle of its request", () -> {
                expectStatus(half, 408);
                expectEnd(rig, half);
            });
            rig.each("the client that never sent anything", () -> expectSilentEnd(none));
            rig.each("the client that fell silent after its first response", () -> expectSilentEnd(kept));
        }
    }

    /**
     * Returns whether each pause was shorter than the timeout; together they are longer. On a busy machine one of them
     * may not be.
     */
    private static boolean isPatient(Server server, String request) {
        try (Client client = server.connect()) {
            long longest = 0;
            for (int i = 0; i < 5; i++) {
                long before = System.nanoTime();
                client.send(request.substring(5 * i, 5 * i + 5));
                LockSupport.parkNanos(120_000_000);
                longest = Math.max(longest, System.nanoTime() - before);
            }
            long before = System.nanoTime();
            client.send(request.substring(25));
            if (longest + System.nanoTime() - before >= 240_000_000) {
                return false;
            }
            expectStatus(client, 200);
            return true;
        }
    }
}
