package grader.checks.lab08;

import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import org.junit.jupiter.api.Test;

/** Task loop: one thread serves all connections. */
class LoopChecks {

    private static final int CLIENTS = 200;
    private static final int FEW = 10;
    private static final int LONG = 20_000_000;     // more than fits into the kernel's buffers

    @Test
    @Check(value = "loop: silent clients hold up no others", task = "loop", rule = "answers-loop", points = 6,
            foundation = true, ownServer = true,
            explain = """
                    The loop reads what there is and goes on with the next connection. It waits for all sockets at the
                    same time, in select, and for no single one anywhere else.
                    """)
    void loopAnswers(Rig rig) {
        Lab08.expectOthersServed(rig, "loop");
    }

    @Test
    @Check(value = "loop: a connection works as in lab 07", task = "loop", rule = "connection", points = 5,
            slow = true, ownServer = true,
            explain = """
                    An engine changes who waits, and nothing of what the client sees. A read returns what there is, a
                    write takes what fits, and the rest comes in a later turn. A buffer is cleared before a read, and
                    flipped after it. The end of input, LINGER and RESET are the loop's to carry out.
                    """)
    void loopConnection(Rig rig) {
        Lab08.tryLab07(rig, "loop", Lab08.READ_AND_WRITTEN);
    }

    @Test
    @Check(value = "loop: slow readers are paused, and cost little memory", task = "loop", rule = "slow-readers",
            points = 4, slow = true, ownServer = true,
            explain = """
                    While a socket takes nothing, its connection waits for OP_WRITE, and nothing is made for it. Other
                    clients are served meanwhile.
                    """)
    void loopReaders(Rig rig) {
        Lab08.tryLab07(rig, "loop", Lab08.SLOW_READERS);
        rig.each("a response of " + LONG + " bytes arrives whole, although its client begins to read late", () -> {
            Server server = Lab08.start(rig, "loop", "--write-timeout", Limits.ENDLESS);
            try (Client client = server.connectSlow().send(get("/bytes/" + LONG))) {
                server.awaitIdle();
                long came = client.skip(LONG, Limits.PATIENCE.multipliedBy(3));
                if (came < LONG) {
                    throw rig.failure("expected all bytes of the response, but after " + came + " of them "
                            + client.how());
                }
            }
        });
    }

    @Test
    @Check(value = "loop: a connection costs no thread", task = "loop", rule = "one-thread", points = 2,
            ownServer = true,
            explain = """
                    One thread serves all connections. What a connection needs to go on with later is in an object.
                    """)
    void oneThread(Rig rig) {
        Lab08.countThreads(rig, Lab08.start(rig, "loop"), CLIENTS, Lab08.HALF, (clients, more) -> {
            if (more > FEW) {
                throw rig.failure("expected as many threads with " + CLIENTS + " clients as without, but the server "
                        + "has " + more + " more");
            }
            rig.quietly(() -> clients.forEach(
                    client -> client.sendUnlogged(Lab08.REST).answer().expectStatus(200).expectBody(Lab08.HELLO)));
            rig.tell("all " + CLIENTS + " clients send the rest, and get their responses");
        });
    }
}
