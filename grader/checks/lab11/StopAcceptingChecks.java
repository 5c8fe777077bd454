package grader.checks.lab11;

import grader.checks.lab01.Lab01;
import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.http.PendingConnections;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task stop-accepting. */
class StopAcceptingChecks {

    private static final int WAITING = 3;
    private static final Duration DELAY = Duration.ofSeconds(1);

    @Test
    @Check(value = "for --drain-delay after the signal, new clients are served, and then the server ends",
            task = "stop-accepting", rule = "delay", points = 6, foundation = true, ownServer = true,
            explain = """
                    The load balancer asks `/ready` from time to time, and sends clients until it has seen the 503. They
                    must not be refused meanwhile: for the delay, everything goes on as before.
                    """)
    void delay(Rig rig) {
        rig.each("in the delay", () -> {
            Phases phases = Phases.open(rig, "--drain-delay", Limits.ENDLESS).drainAndSettle();
            for (int i = 0; i < WAITING; i++) {
                Lab01.exchange(phases.server(), "/").expectStatus(200);
            }
        });
        rig.each("after it", () -> {
            Phases phases = Phases.open(rig, "--drain-delay", "" + DELAY.toMillis());
            phases.drainUntil("the port is closed", DELAY, () -> expectRefused(rig, phases));
            phases.expectExit(0);
        });
    }

    @Test
    @Check(value = "clients that wait in a queue when the signal comes get their responses", task = "stop-accepting",
            rule = "queue", points = 8, ownServer = true, builds = {"idle", "half-request"},
            explain = """
                    The kernel has completed their connections, so to them the server is there. Closing the port resets
                    all that no one has accepted. Both queues are first in, first out: when a client that connects
                    after the signal has its turn, all before it have had theirs. If idle connections hold all workers,
                    close them, or no one's turn comes.
                    """)
    void queue(Rig rig) {
        rig.each("the only worker has a request", () -> {
            Phases phases = Phases.open(rig, "--workers", "1", "--queue", "0");
            try (ResponseBarrier barrier = phases.hold(); Client busy = phases.begin(barrier)) {
                List<Client> waiting = begin(rig, phases);
                phases.drainAndSettle();
                rig.tell("the catalog responds");
                barrier.open();
                Phases.expectProduct(busy);
                expectServed(waiting);
                phases.expectExit(0);
            }
        });
        rig.each("the only worker has an idle connection", () -> {
            Phases phases = Phases.open(rig, "--workers", "1", "--queue", "0");
            try (Client idle = phases.server().connect()) {
                idle.send(Lab01.get("/")).answer().expectStatus(200);
                List<Client> waiting = begin(rig, phases);
                phases.drain();
                expectServed(waiting);
                phases.expectExit(0);
            }
        });
        rig.each("the only worker has an idle connection, and the kernel's queue is full", () -> {
            Phases phases = Phases.open(rig, "--workers", "1", "--queue", "0", "--backlog", "1");
            try (Client idle = phases.server().connect();
                    PendingConnections silent = new PendingConnections(phases.server().address())) {
                idle.send(Lab01.get("/")).answer().expectStatus(200);
                List<Client> waiting = begin(rig, phases, 2);
                phases.server().awaitIdle();
                rig.tell("so many more connect that the kernel's queue is full");
                silent.begin().begin().begin();
                phases.drain();
                expectServed(waiting);
                phases.expectExit(0);
            }
        });
        rig.each("the server's own queue", () -> {
            Phases phases = Phases.open(rig, "--workers", "1", "--queue", "10");
            try (ResponseBarrier barrier = phases.hold(); Client busy = phases.begin(barrier)) {
                List<Client> waiting = begin(rig, phases);
                phases.drainAndSettle();
                barrier.open();
                Phases.expectProduct(busy);
                expectServed(waiting);
                phases.expectExit(0);
            }
        });
    }

    private static List<Client> begin(Rig rig, Phases phases) {
        return begin(rig, phases, WAITING);
    }

    private static List<Client> begin(Rig rig, Phases phases, int count) {
        List<Client> waiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiting.add(phases.server().connect().send(Lab01.get("/")));
        }
        rig.tell(count + " clients wait");
        return waiting;
    }

    private static void expectServed(List<Client> clients) {
        for (Client client : clients) {
            client.answer().expectStatus(200);
            client.close();
        }
    }

    @Test
    @Check(value = "then new connections are refused, while requests are still in progress", task = "stop-accepting",
            rule = "closed-listener", points = 6, ownServer = true, builds = "working",
            explain = """
                    A client that is refused tries another server at once. A client that is accepted by a server that
                    is about to end gets no response, and cannot know whether its request counted.
                    """)
    void closedListener(Rig rig) {
        Phases phases = Phases.open(rig);
        try (ResponseBarrier barrier = phases.hold(); Client busy = phases.begin(barrier)) {
            expectRefused(rig, phases.drain());
            barrier.open();
            Phases.expectProduct(busy);
        }
        phases.expectExit(0);
    }

    static void expectRefused(Rig rig, Phases phases) {
        if (!Await.comesTrue(Limits.PATIENCE, () -> isRefused(phases))) {
            throw rig.failure("expected new connections to be refused after the signal, but they are accepted");
        }
    }

    private static boolean isRefused(Phases phases) {
        try (Client _ = phases.server().connect()) {
            return false;
        } catch (CheckFailed refused) {
            return true;
        }
    }
}
