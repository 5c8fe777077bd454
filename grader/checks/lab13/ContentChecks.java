package grader.checks.lab13;

import static grader.checks.lab13.BusyServer.expectRefused;
import static grader.checks.lab13.BusyServer.request;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Task limits: the memory for content. */
class ContentChecks {

    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final int PIECE = 1_000;

    @Test
    @Check(value = "content that is too long is rejected before it comes", task = "limits", rule = "content",
            points = 2, foundation = true, ownServer = true,
            explain = """
                    The head says how much is to come, so the server can reject it while it has cost nothing: no memory,
                    no time. The length of chunked content shows only as it comes, and each piece counts.
                    """)
    void tooLong(Rig rig) {
        int most = rig.random().nextInt(20, 60) * PIECE;
        BusyServer busy = BusyServer.start(rig, "--max-memory-per-request", "" + most, "--max-body", "2000000000");
        rig.control("content of " + most + " bytes", () -> expectTaken(busy, most));
        rig.control("the same in chunks", () -> busy.exchange(echo(CHUNKED) + chunks(most) + "0\r\n\r\n")
                .expectStatus(200));
        rig.each("one byte more", () -> expectTooLong(busy, echo("Content-Length: " + (most + 1))));
        rig.each("much more", () -> expectTooLong(busy, echo("Content-Length: 1000000000")));
        rig.each("more, and the client asks before it sends it", () -> expectTooLong(busy,
                echo("Content-Length: " + (most + 1), "Expect: 100-continue")));
        rig.each("more in chunks", () -> expectTooLong(busy, echo(CHUNKED) + chunks(most + PIECE)));
    }

    /** The rest of the content never comes. */
    private static void expectTooLong(BusyServer busy, String request) {
        try (Client client = busy.server().connect().send(request)) {
            client.answer("POST").expectStatus(413);
        }
    }

    @Test
    @Check(value = "content for which there is no memory left is refused for now", task = "limits", rule = "content",
            points = 2, ownServer = true,
            explain = """
                    Each request may have some memory, and a thousand of them a thousand times as much. So there is a
                    budget for all together. A request that announces more than is left of it may come again in a
                    moment. Others, which fit, are served.
                    """)
    void bodyBudget(Rig rig) {
        int budget = 30_000;        // less than the kernel takes from a client at once
        int taken = rig.random().nextInt(18, 21) * PIECE;
        int much = budget - taken + PIECE;
        int little = 3_000;
        BusyServer busy = BusyServer.start(rig, "--body-budget", "" + budget);
        rig.control("content of " + budget + " bytes", () -> expectTaken(busy, budget));
        busy.server().awaitIdle();      // A client has its response before all is done: its memory comes back later.
        try (Client first = busy.server().connect()) {
            rig.tell("a client announces " + taken + " bytes of content, and sends all but the last one");
            first.sendUnlogged(echo("Content-Length: " + taken) + "x".repeat(taken - 1));
            busy.server().awaitRead(first);
            busy.server().awaitIdle();      // It has counted what it has read.
            rig.step("another one announces " + much + " bytes", () -> {
                try (Client second = busy.server().connect().send(echo("Content-Length: " + much))) {
                    expectRefused(second.answer("POST"));
                }
            });
            rig.each("another one sends as much in chunks", () -> {
                try (Client second = busy.server().connect().send(echo(CHUNKED) + chunks(much))) {
                    expectRefused(second.answer("POST"));
                }
            });
            rig.each("another one sends little", () -> {
                busy.server().awaitIdle();
                expectTaken(busy, little);
            });
            rig.each("the first one sends its last byte", () -> first.send("x").answer("POST").expectStatus(200));
        }
        rig.each("then there is room again", () -> expectRoom(busy, budget));
    }

    @Test
    @Check(value = "the memory for content comes back, whatever becomes of a request", task = "limits",
            rule = "content-recovers", points = 2, ownServer = true, builds = {"too-long", "body-budget"},
            explain = """
                    What a request takes, it returns when it is over: complete, rejected, or left by its client. A
                    budget that loses a little each time is used up after a day, and then nothing is accepted any more.
                    """)
    void recovers(Rig rig) {
        int most = 40_000;
        BusyServer busy = BusyServer.start(rig, "--body-budget", "" + 2 * most, "--max-memory-per-request", "" + most);
        String length = "Content-Length: " + most;
        String half = "x".repeat(most / 2);
        expectBack(busy, "it is complete", echo(length) + half + half);
        expectBack(busy, "in chunks", echo(CHUNKED) + chunks(most) + "0\r\n\r\n");
        expectBack(busy, "its route is not there", request("POST", "/" + rig.word(), length) + half + half);
        expectBack(busy, "it is too long", echo("Content-Length: " + (most + 1)));
        expectBack(busy, "it becomes too long", echo(CHUNKED) + chunks(most + PIECE));
        expectBack(busy, "a chunk is malformed", echo(CHUNKED) + chunks(most / 2) + "x\r\n");
        rig.each("its client leaves before it comes", () -> expectBackAfterReset(busy, echo(length)));
        rig.each("its client leaves in the middle", () -> expectBackAfterReset(busy, echo(length) + half));
        rig.each("in the middle of chunks", () -> expectBackAfterReset(busy, echo(CHUNKED) + chunks(most / 2)));
    }

    /** Sends a request often enough to use up the budget if each of them kept part of it. */
    private static void expectBack(BusyServer busy, String what, String request) {
        busy.rig().each(what, () -> {
            busy.rig().quietly(() -> {
                for (int i = 0; i < 4; i++) {
                    busy.exchange(request);
                }
            });
            expectRoom(busy, 40_000);
        });
    }

    private static void expectBackAfterReset(BusyServer busy, String request) {
        busy.rig().quietly(() -> {
            for (int i = 0; i < 4; i++) {
                try (Client client = busy.server().connect().send(request)) {
                    busy.server().awaitRead(client);
                    client.reset();
                }
            }
        });
        expectRoom(busy, 40_000);
    }

    // --- what these checks share ---

    /** A request for `/echo`, without its content. */
    private static String echo(String... fields) {
        return request("POST", "/echo", fields);
    }

    /** So many bytes of content in chunks of {@value #PIECE}, without the last one, which is empty. */
    private static String chunks(int count) {
        return (Integer.toHexString(PIECE) + "\r\n" + "x".repeat(PIECE) + "\r\n").repeat(count / PIECE);
    }

    private static void expectTaken(BusyServer busy, int count) {
        String content = "x".repeat(count);
        busy.exchange(echo("Content-Length: " + count) + content).expectStatus(200).expectBody(content);
    }

    /** Soon: a server sees only after a moment that a client has left, and a response may come before all is done. */
    private static void expectRoom(BusyServer busy, int count) {
        busy.rig().tell("then a client sends " + count + " bytes of content");
        String request = echo("Content-Length: " + count) + "x".repeat(count);
        boolean[] served = new boolean[1];
        busy.rig()
                .quietly(() -> served[0] = Await.comesTrue(Limits.PATIENCE, Duration.ofMillis(50),
                        () -> busy.exchange(request).expectStatus(200, 503).status() == 200));
        if (!served[0]) {
            throw busy.rig()
                    .failure("expected content of " + count + " bytes to be accepted, as no other request has any now, "
                            + "but it got a 503 for " + Limits.shown(Limits.PATIENCE));
        }
    }
}
