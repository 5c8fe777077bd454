package grader.checks.lab14;

import static grader.checks.lab14.PooledEdge.CHECKED;
import static grader.checks.lab14.PooledEdge.FAST;
import static grader.checks.lab14.PooledEdge.get;
import static grader.checks.lab14.PooledEdge.ok;

import grader.clients.http.Client;
import grader.clients.upstream.ScriptedUpstream;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task balance: round robin, which is the default. */
class RoundRobinChecks {

    @Test
    @Check(value = "the backends of a pool take turns", task = "balance", rule = "round-robin", points = 1,
            foundation = true, ownServer = true,
            explain = """
                    Whatever comes, in whatever order: of nine requests, each of three backends gets three. Requests
                    that come at the same time take their turns one after another, so no turn is lost or taken twice.
                    """)
    void takeTurns(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, 3, "").alive();
        rig.each("one request after another",
                () -> edge.expectShares(edge.shares(9, "/"), "3 of 9", share -> share == 3));
        rig.each("all at the same time", () -> {
            for (int i = 0; i < 3; i++) {
                edge.upstreams().get(i).reactsTo("/held", ok(i).onceReleased());
            }
            List<Client> clients = edge.sendAll(30, get("/held"));
            edge.expectShares(edge.arrived(30, "/held"), "10 of 30", share -> share == 10);
            edge.upstreams().forEach(ScriptedUpstream::release);
            clients.forEach(Client::close);
        });
    }

    @Test
    @Check(value = "those that are left take turns while another one is out", task = "balance",
            rule = "round-robin", points = 1, ownServer = true, builds = {"take-turns", "out-and-in"},
            explain = """
                    If the turn of a backend that is out goes to the next one, that one gets twice as many requests as
                    the others, just when all have more to do. The turns are shared among those that can take them.
                    """)
    void turnsWithoutOne(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, 4, CHECKED, FAST).alive();
        int gone = rig.random().nextInt(4);
        edge.upstreams().get(gone).reactsTo(PooledEdge.HEALTH, PooledEdge.BAD);
        edge.states().await(edge.backends().get(gone), BackendStates.OUT, "its checks fail");
        int[] shares = edge.shares(30, "/");
        shares[gone] += 10;
        edge.expectShares(shares, "10 of 30, but the backend that is out", share -> share == 10);
    }
}
