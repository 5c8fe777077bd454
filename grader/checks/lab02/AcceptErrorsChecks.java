package grader.checks.lab02;

import static grader.checks.lab01.Lab01.exchange;

import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task accept-errors: no descriptor is free, so accept() fails again and again. */
class AcceptErrorsChecks {

    private static final int FREE = 5;
    /** Accept fails for this long: by then a pause that doubles each time is longer than {@link #SOON}. */
    private static final Duration LONG = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(2);

    @Test
    @Check(value = "the acceptor survives a failing accept: waiting clients and later clients are served",
            task = "accept-errors", rule = "survives", points = 6,
            foundation = true, builds = {"hand-off", "workers-outlive-clients"}, ownServer = true,
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
                exhaust(rig, server, inside, limit(rig, server));
                waiting.join(2);
                expectToWait(rig, waiting, Duration.ofMillis(100));
                rig.tell("then all clients inside leave");
            }
            waiting.completeAll().expectAllServed();
        }
        exchange(server, "/" + rig.word()).expectStatus(200);
    }

    private static void expectToWait(Rig rig, SlowClients waiting, Duration howLong) {
        if (waiting.anyReceived(howLong)) {
            throw rig.failure(
                    "expected clients that connect while no descriptor is free to wait in the kernel, but one of "
                            + "them received something");
        }
    }

    @Test
    @Check(value = "the acceptor does not spin while accept fails", task = "accept-errors", rule = "pause", points = 2,
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
            exhaust(rig, server, inside, limit(rig, server));
            ProcessorTime.expectRest(rig, server, "while accept fails");
        }
    }

    @Test
    @Check(value = "however long accept has failed, waiting clients are served soon after descriptors are free again",
            task = "accept-errors", rule = "pause", points = 2, slow = true, builds = "hand-off", ownServer = true,
            explain = """
                    The pause is 1 s at most, every time. If it doubles after each failed accept, the clients in the
                    kernel wait for up to as long as accept has failed; and if nothing resets it, the next shortage
                    begins with that pause. The check waits for 2 s: one pause, and time to serve the clients.
                    """)
    void triesAgainSoon(Rig rig) {
        Server server = Lab02.start(rig, 2, 100);
        int limit = limit(rig, server);
        for (Duration howLong : List.of(LONG, Duration.ofMillis(100))) {
            try (SlowClients waiting = new SlowClients(rig, server)) {
                try (SlowClients inside = new SlowClients(rig, server)) {
                    exhaust(rig, server, inside, limit);
                    waiting.join(2).completeAll();
                    rig.tell("for " + Limits.shown(howLong) + " no descriptor is free; then all clients inside leave");
                    expectToWait(rig, waiting, howLong);
                }
                expectServedSoon(rig, waiting);
            }
        }
    }

    private static void expectServedSoon(Rig rig, SlowClients waiting) {
        if (!Await.comesTrue(SOON, () -> waiting.received() == waiting.size())) {
            throw rig.failure("expected the clients in the kernel's queue to be served within " + Limits.shown(SOON)
                    + ", now that descriptors are free, but one of them still waits");
        }
        waiting.expectAllServed();
    }

    /** The number of descriptors that the server may have in these checks. */
    private static int limit(Rig rig, Server server) {
        rig.control("clients that leave in the middle of a head do no harm", () -> {
            new SlowClients(rig, server).join(3).close();
            exchange(server, "/control").expectStatus(200);
        });
        server.awaitIdle();      // descriptors of clients that have left are closed, and not counted
        return server.descriptors() + FREE;
    }

    /**
     * Leaves the server without a free descriptor: clients hold all of them, and another client waits in the kernel.
     */
    private static void exhaust(Rig rig, Server server, SlowClients inside, int limit) {
        Lab02.waiting(rig, server);
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
