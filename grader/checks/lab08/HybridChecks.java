package grader.checks.lab08;

import static grader.checks.lab01.Lab01.get;

import grader.checks.lab02.ProcessorTime;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task hybrid: a loop for bytes, and threads for handlers. */
class HybridChecks {

    private static final int WAITING = 200;

    @Test
    @Check(value = "hybrid: silent clients hold up no others", task = "hybrid", rule = "answers-hybrid", points = 4,
            foundation = true, ownServer = true,
            explain = """
                    The loop reads. When a request is complete, a virtual thread handles it and writes the response,
                    and then the connection is the loop's again: its next request is read there.
                    """)
    void hybridAnswers(Rig rig) {
        Lab08.expectOthersServed(rig, "hybrid");
        Server server = Lab08.start(rig, "hybrid");
        try (Client client = server.connect()) {
            for (int i = 1; i <= 3; i++) {
                rig.step("request " + i + " of 3 on one connection",
                        () -> client.send(get("/")).answer().expectStatus(200).expectBody(Lab08.HELLO));
            }
        }
    }

    @Test
    @Check(value = "hybrid: a connection works as in lab 07", task = "hybrid", rule = "connection", points = 6,
            builds = {"loop-connection", "loop-timeouts", "loop-readers"}, slow = true, ownServer = true,
            explain = """
                    An engine changes who waits, and nothing of what the client sees. While a thread works for a
                    connection, the loop does not touch it. When the thread has finished, or has failed, the loop does
                    what the connection wants then.
                    """)
    void hybridConnection(Rig rig) {
        Lab08.tryLab07(rig, "hybrid",
                Stream.of(Lab08.READ_AND_WRITTEN, Lab08.LATE, Lab08.SLOW_READERS).flatMap(List::stream).toList());
    }

    @Test
    @Check(value = "hybrid: a handler that waits holds up no other client", task = "hybrid", rule = "others-served",
            points = 3, ownServer = true,
            explain = """
                    A handler runs on a virtual thread, so it may wait for a database or another service. The loop goes
                    on with other connections at once.
                    """)
    void whileHandling(Rig rig) {
        Server server = Lab08.start(rig, "hybrid");
        List<Client> waiting = Lab08.connect(server, WAITING, get("/slow/60000"));
        try {
            rig.tell("the handlers of " + WAITING + " clients wait for a minute; another client comes");
            Lab08.expectServed(server);
        } finally {
            waiting.forEach(Client::close);
        }
    }

    @Test
    @Check(value = "hybrid: 200 handlers that wait at the same time share a few threads of the kernel",
            task = "hybrid", rule = "few-threads-hybrid", points = 2, builds = "one-thread", ownServer = true,
            explain = """
                    Handlers run on virtual threads. 200 threads of the kernel for 200 clients mean that these are
                    platform threads.
                    """)
    void fewThreadsHybrid(Rig rig) {
        Lab08.expectFewThreads(rig, "hybrid");
    }

    @Test
    @Check(value = "hybrid: what arrives while a handler works is handled after it, in order", task = "hybrid",
            rule = "order", points = 5, builds = {"loop-connection", "loop-rest"}, ownServer = true,
            explain = """
                    While a thread works for a connection, the loop does not observe its socket. What the client
                    sends meanwhile stays in the kernel, and so does the end of its side. When the connection comes
                    back, the loop observes it again, and reads.
                    """)
    void hybridOrder(Rig rig) {
        Server server = Lab08.start(rig, "hybrid");
        rig.each("three requests in one piece, the first of them slow", () -> {
            try (Client client = server.connect().send(get("/slow/300") + get("/no-content") + get("/status/404"))) {
                client.answer().expectStatus(200);
                client.answer().expectStatus(204);
                client.answer().expectStatus(404);
            }
        });
        rig.each("a request while the handler of the one before it works", () -> {
            try (Client client = server.connect().send(get("/slow/500"))) {
                server.awaitIdle();
                client.send(get("/no-content"));
                client.answer().expectStatus(200);
                client.answer().expectStatus(204);
            }
        });
        rig.each("a loop that sleeps until the handler has finished, although there is something to read", () -> {
            try (Client client = server.connect().send(get("/slow/60000"))) {
                server.awaitIdle();
                client.send(get("/no-content"));
                ProcessorTime.expectRest(rig, server, "while a handler waits whose client has sent another request");
            }
        });
        rig.each("a client that ends its side while the handler works", () -> {
            try (Client client = server.connect().send(get("/slow/500"))) {
                server.awaitIdle();
                client.halfClose();
                client.answer().expectStatus(200);
                client.expectEnd(Limits.PATIENCE);
            }
        });
    }
}
