package grader.checks.lab11;

import grader.checks.lab01.Lab01;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import org.junit.jupiter.api.Test;

/** Task ready-live. */
class ReadyChecks {

    @Test
    @Check(value = "while it serves, the server is alive and ready", task = "ready-live", rule = "serving", points = 1,
            foundation = true, ownServer = true,
            explain = """
                    `/ready` decides whether a load balancer sends clients, `/live` whether an orchestrator lets the
                    process be. Both are on the admin port, and are a 200 while the server serves.
                    """)
    void serving(Rig rig) {
        Phases phases = Phases.open(rig, "--admin-port", "0");
        phases.await("serve");
        expect(rig, phases.server(), 200);
    }

    private static void expect(Rig rig, Server server, int ready) {
        rig.each("/ready", () -> Phases.admin(server, "/ready").expectStatus(ready));
        rig.each("/live", () -> Phases.admin(server, "/live").expectStatus(200));
    }

    @Test
    @Check(value = "while it starts, the server is alive, but not ready", task = "ready-live", rule = "starting",
            points = 2, ownServer = true, builds = "serving",
            explain = """
                    A migration may take minutes. A server that says it is ready gets clients that it cannot serve. A
                    server that is not alive is killed, and begins again. So the admin port is the first thing to open.
                    """)
    void starting(Rig rig) {
        WatchedDatabase database = rig.database();
        try (Hold migration = database.hold(PhasesChecks.MIGRATES)) {
            Server server = rig.begin(Phases.flags(rig, database.url(rig.emptyDatabase()), "--admin-port", "0"));
            migration.awaitHeld(1);
            rig.tell("a migration takes long");
            expect(rig, server, 503);
            migration.release();
            Phases.await(rig, server, "serve");
            rig.each("/ready, after the start", () -> Phases.admin(server, "/ready").expectStatus(200));
        }
    }

    @Test
    @Check(value = "while it ends, the server is alive, but not ready", task = "ready-live", rule = "draining",
            points = 1, ownServer = true, builds = "serving",
            explain = """
                    From the signal on, new clients should go elsewhere, and `/ready` is how the load balancer learns
                    it. A server that is not alive meanwhile would be killed with its last requests.
                    """)
    void draining(Rig rig) {
        Phases phases = Phases.open(rig, "--admin-port", "0");
        try (ResponseBarrier barrier = phases.hold(); Client _ = phases.begin(barrier)) {
            phases.drainAndSettle();
            expect(rig, phases.server(), 503);
        }
    }

    @Test
    @Check(value = "it is not ready in the delay, although it still takes new clients", task = "ready-live",
            rule = "draining", points = 1, ownServer = true, builds = {"serving", "delay"},
            explain = """
                    The delay is there so that the load balancer sees the 503 while new clients are still served.
                    """)
    void delayed(Rig rig) {
        Server server = Phases.open(rig, "--admin-port", "0", "--drain-delay", Limits.ENDLESS).drain().server();
        rig.control("a new client is served in the delay (stop-accepting: awaitDelay)",
                () -> Lab01.exchange(server, "/").expectStatus(200));
        expect(rig, server, 503);
    }
}
