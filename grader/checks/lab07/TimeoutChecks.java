package grader.checks.lab07;

import static grader.checks.lab03.Lab03.expectEnd;
import static grader.checks.lab03.Lab03.expectSilentEnd;
import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.echo;
import static grader.checks.lab03.Lab03.expectStatus;
import static grader.checks.lab07.Lab07.get;
import static grader.checks.lab07.Lab07.request;

import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Task keep-alive: what takes too long. Each check tells one timeout from the others by an order, not by a clock. */
class TimeoutChecks {

    private static final int REQUEST_MILLIS = 1_000;
    private static final int TOO_LATE = 503;
    private static final int PIECES = 5;
    private static final Duration PAUSE = Duration.ofMillis(170);
    private static final Duration WORK = Duration.ofMillis(1_500);
    private static final Duration LATE = Duration.ofMillis(300);
    private static final Duration HANDLER_LIMIT = Duration.ofMillis(1_500);
    private static final Duration MOST_OF_IT = Duration.ofMillis(1_000);

    @Test
    @Check(value = "a connection without a request ends after --idle-timeout, without a response", task = "keep-alive",
            rule = "idle-timeout",
            points = 2, slow = true,
            ownServer = true, clause = "RFC 9112 §9.5",
            explain = """
                    Without a request there is no response: before the first request, and after a response. Empty lines
                    before a request are skipped and are not part of it. A request that has begun is limited by
                    --request-timeout.
                    """)
    void idle(Rig rig) {
        Server server = rig.start("--idle-timeout", "600", "--request-timeout", Limits.ENDLESS, "--write-timeout",
                Limits.ENDLESS);
        String request = echo(rig.word());
        try (Client half = server.connect().send(request.substring(0, 25));
                Client body = server.connect().send(request.substring(0, request.length() - 2))) {
            server.awaitRead(half);
            server.awaitRead(body);
            try (Client kept = server.connect().send(get("/")); Client none = server.connect();
                    Client lines = server.connect().send("\r\n\r\n")) {
                rig.control("a request gets its response", () -> kept.answer().expectStatus(200));
                rig.each("the client that never said anything", () -> expectSilentEnd(none));
                rig.each("the client that was silent after its response", () -> expectSilentEnd(kept));
                rig.each("the client that sent two empty lines", () -> expectSilentEnd(lines));
            }
            rig.each("the client that began its request before them, and ends it now",
                    () -> expectStatus(half.send(request.substring(25)), 200));
            rig.each("the client that had sent a part of its content, and ends it now",
                    () -> expectStatus(body.send(request.substring(request.length() - 2)), 200));
        }
    }

    @Test
    @Check(value = "a request not complete after --request-timeout gets a 408 and a close, even if it trickles",
            task = "keep-alive", rule = "request-timeout",
            points = 3, slow = true, ownServer = true, clause = "RFC 9110 §15.5.9",
            explain = """
                    The clock runs from the first byte of a request to its last, and more bytes do not restart it;
                    otherwise a client that sends one now and then holds a connection forever. A connection without a
                    request is limited by --idle-timeout.
                    """)
    void requestTimeout(Rig rig) {
        Server server =
                rig.start("--idle-timeout", Limits.ENDLESS, "--request-timeout", "" + REQUEST_MILLIS, "--write-timeout",
                        Limits.ENDLESS);
        try (Client kept = server.connect(); Client silent = server.connect(); Client other = server.connect();
                Client third = server.connect()) {
            rig.control("a request that arrives immediately gets its response",
                    () -> kept.send(get("/")).answer().expectStatus(200));
            try (Client half = server.connect().send("GET / HTT");
                    Client body = server.connect().send(echo("12345678").replace("5678", ""));
                    Client second = server.connect().send(get("/") + "GET /json HTTP/1.1\r\nHo")) {
                rig.each("a head that stops", () -> expectLate(rig, half));
                rig.each("content that stops", () -> expectLate(rig, body));
                rig.each("a second request that stops", () -> {
                    second.answer().expectStatus(200);
                    expectLate(rig, second);
                });
            }
            rig.each("content that stops after a 100, and comes after the 408", () -> expectListened(rig, server,
                    request("POST /echo HTTP/1.1", "Content-Length: 100000", "Expect: 100-continue"), 100));
            rig.each("a second request that stops, and goes on after the 408", () -> expectListened(rig, server,
                    get("/") + request("POST /echo HTTP/1.1", "Content-Length: 100000"), 200));
            rig.each("a connection that was there before them, and after its response",
                    () -> expectStatus(kept.send(get("/no-content")), 204));
            rig.each("a connection that was there before them, and begins its first request now",
                    () -> expectWholeTime(rig, silent, other, third));
            rig.each("a head and content that trickle",
                    () -> new Trickle(rig, server).expectLate(REQUEST_MILLIS, "GET / HTT",
                            "GET / HTTP/1.1\r\nHost: localhost\r\nX-Drip: ",
                            request("POST /echo HTTP/1.1", "Content-Length: 10000")));
        }
    }

    /** A response comes, then a 408; what the client sends meanwhile does not make the server reset the connection. */
    private static void expectListened(Rig rig, Server server, String beginning, int first) {
        rig.untilProven(Lab07.TO_GO_ON, () -> {
            long due = System.nanoTime() + Duration.ofMillis(REQUEST_MILLIS).toNanos();
            try (Client client = server.connect().send(beginning)) {
                expectStatus(client, first);
                return Lab07.isListenedTo(rig, server, client, expectStatus(client, 408), due, PIECES);
            }
        });
    }

    /** A request in two pieces. The others are for a machine on which the pause was too long to learn anything. */
    private static void expectWholeTime(Rig rig, Client... clients) {
        for (Client client : clients) {
            long began = System.nanoTime();
            client.send("GET /no-content HTT");
            LockSupport.parkNanos(PAUSE.toNanos());
            client.send("P/1.1\r\nHost: localhost\r\n\r\n");
            if (System.nanoTime() - began < 2 * PAUSE.toNanos()) {
                expectStatus(client, 204);
                return;
            }
        }
        throw rig.skip("this machine is too busy to send the second half of a request in time");
    }

    private static void expectLate(Rig rig, Client client) {
        expectStatus(client, 408);
        expectEnd(rig, client);
    }

    @Test
    @Check(value = "a handler's time does not count toward any timeout", task = "keep-alive",
            rule = "handler-time", points = 1, slow = true,
            ownServer = true,
            clause = "RFC 9112 §9.5",
            explain = """
                    While a handler works, the client has nothing to send and nothing to read: it waits.
                    --request-timeout ends with the last byte of the request, --idle-timeout begins after the last
                    byte of the response, and --write-timeout runs only while there is something to write.
                    """)
    void slowHandler(Rig rig) {
        Server server = rig.start("--idle-timeout", "900", "--request-timeout", "900", "--write-timeout", "900");
        rig.untilProven("to send a request in time", () -> isServed(server));
    }

    /** Returns false if it failed after the client had been late: then it proves nothing. */
    private static boolean isServed(Server server) {
        long began = System.nanoTime();
        long late = 0;
        try (Client client = server.connect()) {
            client.send(get("/slow/" + WORK.toMillis()));
            late = System.nanoTime() - began;
            client.answer().expectStatus(200).expectBody(HELLO);
            client.send(get("/no-content"));
            late = System.nanoTime() - began - WORK.toNanos();
            expectStatus(client, 204);
            return true;
        } catch (CheckFailed failed) {
            if (late < LATE.toNanos()) {
                throw failed;
            }
            return false;
        }
    }

    @Test
    @Check(value = "each of the requests that arrive together has --handler-timeout for itself", task = "keep-alive",
            rule = "handler-time", points = 1, slow = true,
            ownServer = true,
            explain = """
                    A request's time begins when it is its turn. With one deadline for all that have arrived together,
                    the last handler pays for those before it, and is interrupted although it was fast enough.
                    """)
    void ownTime(Rig rig) {
        Server server = rig.start("--handler-timeout", "" + HANDLER_LIMIT.toMillis());
        rig.untilProven("to keep the time of a handler", () -> eachIsServed(server));
    }

    /** Returns false if a handler had its whole time, and was not over by then. */
    private static boolean eachIsServed(Server server) {
        String slow = get("/slow/" + MOST_OF_IT.toMillis());
        long began = System.nanoTime();
        try (Client client = server.connect()) {
            client.send(slow + slow);
            Answer first = client.answer();
            if (first.status() == TOO_LATE) {
                return false;
            }
            first.expectStatus(200).expectBody(HELLO);
            Answer second = client.answer();
            long most = System.nanoTime() - began - MOST_OF_IT.toNanos();      // that the second one can have had
            if (second.status() == TOO_LATE && most >= HANDLER_LIMIT.toNanos()) {
                return false;
            }
            second.expectStatus(200).expectBody(HELLO);
            return true;
        }
    }
}
