package grader.checks.lab02;

import static grader.checks.lab01.Lab01.exchange;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Task accept-errors: no descriptor is free, so accept() fails again and again. */
class AcceptErrorsChecks {

    private static final int FREE = 5;

    @Test
    @Check(value = "the acceptor survives a failing accept: waiting clients and later clients are served",
            task = "accept-errors", rule = "survives", points = 6,
            foundation = true, builds = "hand-off", ownServer = true,
            explain = """
                    A process may have only so many descriptors. When none is free, accept fails, but the listening
                    socket is still good, and the client waits in the kernel. Once other clients leave, descriptors
                    are free again, so the loop must continue. In Java, accept throws an IOException in this case, and
                    the listener is not closed.
                    """)
    void livesThrough(Rig rig) {
        Server server = Lab02.start(rig, 2, 100);
        try (SlowClients waiting = new SlowClients(rig, server)) {
            try (SlowClients inside = new SlowClients(rig, server)) {
                exhaust(rig, server, inside);
                waiting.join(2);
                expectToWait(rig, waiting);
                rig.tell("then all clients inside leave");
            }
            waiting.completeAll().expectAllServed();
        }
        exchange(server, "/" + rig.word()).expectStatus(200);
    }

    private static void expectToWait(Rig rig, SlowClients waiting) {
        if (waiting.anyReceived(Duration.ofMillis(100))) {
            throw rig.failure(
                    "expected clients that connect while no descriptor is free to wait in the kernel, but one of "
                            + "them received something");
        }
    }

    @Test
    @Check(value = "the acceptor does not spin while accept fails", task = "accept-errors", rule = "pause", points = 4,
            slow = true,
            builds = "hand-off",
            ownServer = true,
            explain = """
                    The client that could not be accepted is still in the kernel's queue, so the next accept fails
                    immediately, too. A loop that retries immediately takes a whole processor away from the workers,
                    which would free descriptors. Pause between two attempts.
                    """)
    void doesNotSpin(Rig rig) {
        Server server = Lab02.start(rig, 2, 100);
        try (SlowClients inside = new SlowClients(rig, server)) {
            exhaust(rig, server, inside);
            ProcessorTime.expectRest(rig, server, "while accept fails");
        }
    }

    /**
     * Leaves the server without a free descriptor: clients hold all of them, and another client waits in the kernel.
     */
    private static void exhaust(Rig rig, Server server, SlowClients inside) {
        rig.control("clients that leave in the middle of a head do no harm", () -> {
            new SlowClients(rig, server).join(3).close();
            exchange(server, "/control").expectStatus(200);
        });
        Lab02.waiting(rig, server);
        server.awaitIdle();      // descriptors of clients that have left are closed, and not counted
        int limit = server.descriptors() + FREE;
        if (!server.limitDescriptors(limit)) {
            throw rig.skip("this machine has no prlimit, which sets limits of a running process");
        }
        rig.tell("the server may open " + FREE + " more descriptors; then " + (FREE + 3) + " clients connect");
        inside.join(FREE + 3);
        boolean exhausted = Lab02.comesTrue(() -> Lab02.waiting(rig, server) > 0 && server.descriptors() >= limit);
        rig.control("the server has used up its descriptors", () -> {
            if (!exhausted) {
                throw rig.failure("it uses " + server.descriptors() + " of " + limit + ", and "
                        + Lab02.waiting(rig, server) + " clients wait");
            }
        });
    }
}
