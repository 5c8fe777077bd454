package grader.checks.lab13;

import static grader.checks.lab01.Lab01.get;
import static grader.checks.lab13.PaymentShop.PAID;
import static grader.checks.lab03.Lab03.expectStatus;

import grader.checks.lab03.Lab03;
import grader.checks.lab07.Trickle;
import grader.clients.http.Client;
import grader.clients.http.Deadline;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task timeouts: requests that do not come in time. An order says that something is late, and no clock. */
class LateRequestChecks {

    private static final int LIMIT = 1_000;
    private static final int CROWD = 1_000;
    private static final int WORKERS = 500;
    private static final Duration DRIP = Duration.ofMillis(100);
    private static final Duration A_WHILE = Limits.PATIENCE.multipliedBy(5);

    private static final String HALF = "GET / HTTP/1.1\r\nHost: loc";
    private static final String REST = "alhost\r\n\r\n";
    private static final String LONG_HEAD = HALF + "alhost\r\nX-Drip: ";
    private static final String ECHO = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
    private static final String LONG_CONTENT = ECHO + "Content-Length: 10000\r\n\r\n";
    private static final String CHUNK = ECHO + "Transfer-Encoding: chunked\r\n\r\n2710\r\nab";

    @Test
    @Check(value = "a head that is not complete after --header-timeout gets a 408 and a close, even if it trickles",
            task = "timeouts", rule = "header", points = 3, foundation = true, slow = true, ownServer = true,
            clause = "RFC 9110 §15.5.9",
            explain = """
                    The time of a head begins with its first byte, and more bytes do not restart it. It ends with the
                    head: content, the handler and a connection without a request have limits of their own.
                    """)
    void lateHead(Rig rig) {
        PaymentShop shop = PaymentShop.open(rig, "--header-timeout", "" + LIMIT);
        Server server = shop.server();
        String held = shop.payment();
        shop.service().reactsTo(held, PAID.onceReleased());
        try (Client kept = server.connect(); Client silent = server.connect(); Client working = shop.begin(held);
                Client content = server.connect().send(ECHO + "Content-Length: 4\r\n\r\nab")) {
            rig.control("a request that arrives at once gets its response",
                    () -> kept.send(get("/")).answer().expectStatus(200));
            server.awaitRead(content);
            try (Client half = server.connect().send(HALF); Client second = server.connect().send(get("/") + HALF)) {
                rig.each("a head that stops", () -> expectLate(rig, half));
                rig.each("the head of a second request", () -> {
                    expectStatus(second, 200);
                    expectLate(rig, second);
                });
            }
            rig.each("content that goes on later than that", () -> expectStatus(content.send("cd"), 200));
            rig.each("a connection that has been silent since its response",
                    () -> expectStatus(kept.send(get("/no-content")), 204));
            rig.each("a connection that has been silent from the beginning",
                    () -> expectStatus(silent.send(get("/no-content")), 204));
            rig.each("a handler that works for longer", () -> {
                shop.service().release();
                expectStatus(working, 200);
            });
            rig.each("a second request that comes in two pieces",
                    () -> rig.untilProven("to send the second half of a head in time", () -> isWhole(server)));
        }
        rig.each("a head that trickles", () -> new Trickle(rig, server).expectLate(LIMIT, HALF, LONG_HEAD));
    }

    private static void expectLate(Rig rig, Client client) {
        expectStatus(client, 408);
        Lab03.expectEnd(rig, client);
    }

    /** A request whose connection is older than the limit has all of its time. */
    private static boolean isWhole(Server server) {
        try (Client kept = server.connect()) {
            kept.send(get("/")).answer().expectStatus(200);
            try (Client stopped = server.connect().send(HALF)) {
                expectStatus(stopped, 408);
            }
            return isInTime(server, kept, HALF, REST);
        }
    }

    /** Sends two pieces of a request. Returns false if so much time has passed meanwhile that it may be late. */
    private static boolean isInTime(Server server, Client client, String first, String second) {
        long began = System.nanoTime();
        client.send(first);
        server.awaitRead(client);
        client.send(second);
        if (System.nanoTime() - began > Duration.ofMillis(LIMIT / 2).toNanos()) {
            return false;
        }
        expectStatus(client, 200);
        return true;
    }

    @Test
    @Check(value = "a thousand clients that send their heads slowly keep no other client from being served",
            task = "timeouts", rule = "header", points = 2, slow = true, ownServer = true,
            explain = """
                    Each of them has a worker as long as its request is not complete, or waits for one. If a byte now
                    and then is enough to keep it, a few clients take the whole server (Slowloris). With a limit for the
                    whole head, each of them is gone soon.
                    """)
    void crowd(Rig rig) {
        PaymentShop shop = PaymentShop.open(rig, "--header-timeout", "" + LIMIT / 2, "--workers", "" + WORKERS,
                "--queue", "" + CROWD);
        List<Client> slow = new ArrayList<>();
        try {
            rig.tell(CROWD + " clients connect, and each sends a byte of its head now and then");
            rig.quietly(() -> {
                for (int i = 0; i < CROWD; i++) {
                    slow.add(shop.server().connect().send(LONG_HEAD));
                }
            });
            try (Client good = shop.server().connect().send(get("/json"))) {
                Deadline deadline = Deadline.in(A_WHILE);
                while (!good.awaitData(DRIP) && !deadline.isOver()) {
                    rig.quietly(() -> slow.forEach(client -> client.sendUnlogged("x")));
                }
                good.answer().expectStatus(200);
            }
        } finally {
            slow.forEach(Client::close);
        }
    }

    @Test
    @Check(value = "content that is not complete --body-timeout after the head gets a 408 and a close, even if it "
            + "trickles", task = "timeouts", rule = "body", points = 2, slow = true, ownServer = true,
            clause = "RFC 9110 §15.5.9",
            explain = """
                    The time of the content begins with the end of the head, however long that took, and whether any
                    content comes or not. More bytes do not restart it.
                    """)
    void lateContent(Rig rig) {
        PaymentShop shop = PaymentShop.open(rig, "--body-timeout", "" + LIMIT);
        Server server = shop.server();
        String held = shop.payment();
        shop.service().reactsTo(held, PAID.onceReleased());
        try (Client working = shop.begin(held); Client half = server.connect().send(HALF)) {
            server.awaitRead(half);
            rig.control("content that arrives at once gets a response",
                    () -> shop.exchange(ECHO + "Content-Length: 2\r\n\r\nab").expectStatus(200));
            for (String beginning : List.of(LONG_CONTENT + "ab", LONG_CONTENT, CHUNK)) {
                String[] lines = beginning.split("\r\n");
                rig.each(
                        "content that " + (beginning.equals(LONG_CONTENT) ? "does not begin" : "stops") + ": "
                                + lines[2],
                        () -> {
                            try (Client client = server.connect().send(beginning)) {
                                expectLate(rig, client);
                            }
                        });
            }
            rig.each("content that does not come after a 100", () -> {
                try (Client client = server.connect()
                        .send(ECHO + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n")) {
                    expectStatus(client, 100);
                    expectLate(rig, client);
                }
            });
            rig.each("a head that takes longer than that", () -> expectStatus(half.send(REST), 200));
            rig.each("a handler that works for longer", () -> {
                shop.service().release();
                expectStatus(working, 200);
            });
        }
        rig.each("content after a head that took longer than that",
                () -> rig.untilProven("to send content in time", () -> isWholeAfterHead(server)));
        rig.each("content that trickles",
                () -> new Trickle(rig, server).expectLate(LIMIT, LONG_CONTENT, LONG_CONTENT, CHUNK));
    }

    private static boolean isWholeAfterHead(Server server) {
        try (Client client = server.connect().send(ECHO)) {
            server.awaitRead(client);
            try (Client stopped = server.connect().send(LONG_CONTENT)) {
                expectStatus(stopped, 408);
            }
            return isInTime(server, client, "Content-Length: 4\r\n\r\nab", "cd");
        }
    }

    @Test
    @Check(value = "a request that is not complete after --total-timeout gets a 408 and a close", task = "timeouts",
            rule = "total", points = 2, slow = true, ownServer = true,
            explain = """
                    A client whose head and content each take just less than their limits still keeps a worker for the
                    sum of both. The limit for the whole begins with the first byte of the request, and holds besides
                    the others: whichever comes first.
                    """)
    void lateRequest(Rig rig) {
        PaymentShop shop = PaymentShop.open(rig, "--total-timeout", "" + LIMIT);
        Server server = shop.server();
        try (Client kept = server.connect(); Client silent = server.connect()) {
            rig.control("a request that arrives at once gets its response",
                    () -> kept.send(get("/")).answer().expectStatus(200));
            rig.each("a head that trickles, and content that does",
                    () -> new Trickle(rig, server).expectLate(LIMIT, HALF, LONG_HEAD, LONG_CONTENT));
            rig.each("a connection that has been silent since its response",
                    () -> expectStatus(kept.send(get("/no-content")), 204));
            rig.each("a connection that has been silent from the beginning",
                    () -> expectStatus(silent.send(get("/no-content")), 204));
        }
    }
}
