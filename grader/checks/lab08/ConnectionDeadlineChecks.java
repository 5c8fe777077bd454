package grader.checks.lab08;

import static grader.checks.lab01.Lab01.get;

import grader.checks.lab02.ProcessorTime;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task deadlines: the loop ends what is late, and sleeps until then. */
class ConnectionDeadlineChecks {

    private static final int CLIENTS = 20;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final int MORE_DESCRIPTORS = 1_000;

    @Test
    @Check(value = "loop: clients that are late are treated as in lab 07", task = "deadlines", rule = "late",
            points = 5, foundation = true, slow = true, ownServer = true,
            explain = """
                    Every connection that waits has a deadline. select sleeps until the earliest at most. Then a sweep
                    looks at all connections: it ends those that are late, and awaits the deadlines of all others.
                    """)
    void loopTimeouts(Rig rig) {
        Lab08.tryLab07(rig, "loop", Lab08.LATE);
        rig.each("a client whose request comes in time, while the handler of another client works for longer", () -> {
            Server server = rig.start("--idle-timeout", "" + IDLE.toMillis(), "--request-timeout", Limits.ENDLESS);
            rig.untilProven("to send two requests in " + IDLE.toMillis() + " ms", () -> {
                long start = System.nanoTime();
                try (Client inTime = server.connect();
                        Client busy = server.connect().send(get("/slow/" + 2 * IDLE.toMillis()))) {
                    server.awaitRead(busy);
                    inTime.send(get("/"));
                    boolean proven = System.nanoTime() - start < IDLE.toNanos() / 2;
                    if (proven) {
                        busy.answer().expectStatus(200);
                        inTime.answer().expectStatus(200);
                    }
                    return proven;
                }
            });
        });
    }

    @Test
    @Check(value = "loop: when a deadline has passed, the loop sleeps again", task = "deadlines", rule = "sleeps-again",
            points = 3, ownServer = true,
            explain = """
                    A sweep forgets the deadline for which it came, and finds the next one. If a deadline in the past
                    remains the earliest, select returns after a millisecond, forever.
                    """)
    void sleepsAgain(Rig rig) {
        Server server = Lab08.start(rig, "loop", "--request-timeout", "300");
        List<Client> silent = Lab08.connect(server, CLIENTS, "");
        try (Client late = server.connect().send(Lab08.HALF)) {
            late.answer().expectStatus(408);
            rig.tell("one client was late with its request; " + CLIENTS + " others have a minute for theirs");
            ProcessorTime.expectFewWakeups(rig, server, "after a deadline has passed");
            Lab08.expectServed(server);
        } finally {
            silent.forEach(Client::close);
        }
    }

    @Test
    @Check(value = "loop: after accept has failed, it is tried again, although no connection ends", task = "deadlines",
            rule = "pause-ends", points = 2, slow = true, ownServer = true,
            explain = """
                    The listener's pause has an end, which is one more deadline. The loop awaits it, and the sweep ends
                    the pause. Files that something else closes free descriptors, too.
                    """)
    void pauseEnds(Rig rig) {
        Server server = Lab08.start(rig, "loop");
        Lab08.expectServed(server);
        List<Client> clients = LoopRestChecks.exhaust(rig, server);
        try {
            server.limitDescriptors(server.descriptors() + MORE_DESCRIPTORS);
            rig.tell("the server may open " + MORE_DESCRIPTORS + " more, while all of these clients stay");
            Lab08.expectServed(server);
        } finally {
            clients.forEach(Client::close);
        }
    }
}
