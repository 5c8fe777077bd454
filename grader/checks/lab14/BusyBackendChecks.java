package grader.checks.lab14;

import static grader.checks.lab14.PooledEdge.get;
import static grader.checks.lab14.PooledEdge.ok;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task balance: the kinds that look at what is in flight. */
class BusyBackendChecks {

    private static final String LEAST = ";balance=least-connections";
    private static final String TWO = ";balance=two-choices";
    private static final String PART = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nx";

    /** An edge whose backends respond to `/held` only when they are released. */
    private static PooledEdge open(Rig rig, int count, String options, String... flags) {
        PooledEdge edge = PooledEdge.open(rig, count, options, flags).alive();
        for (int i = 0; i < count; i++) {
            edge.upstreams().get(i).reactsTo("/held", ok(i).onceReleased());
        }
        return edge;
    }

    @Test
    @Check(value = "least connections: a request goes to a backend with the fewest", task = "balance",
            rule = "least-connections", points = 2, ownServer = true, builds = "take-turns",
            explain = """
                    A request is in flight from the moment at which its backend is chosen. If that is noted only when
                    the request is sent, many that come together all see an idle backend, and all choose it. When a
                    response has ended, its backend has one less.
                    """)
    void fewest(Rig rig) {
        PooledEdge edge = open(rig, 3, LEAST);
        List<Client> clients = new ArrayList<>();
        rig.step("many at the same time", () -> {
            clients.addAll(edge.sendAll(30, get("/held")));
            edge.expectShares(edge.arrived(30, "/held"), "10 of 30", share -> share == 10);
        });
        int free = rig.random().nextInt(3);
        rig.step("one backend has responded", () -> {
            edge.upstreams().get(free).release();
            edge.states().awaitInFlight(edge.backends().get(free), 0, "all of its responses have come");
        });
        rig.step("the next requests", () -> {
            clients.addAll(edge.sendAll(5, get("/held")));
            int[] shares = edge.arrived(35, "/held");
            shares[free] -= 5;
            edge.expectShares(shares, "10, and backend " + free + ", which was idle, 5 more", share -> share == 10);
        });
        edge.upstreams().forEach(ScriptedUpstream::release);
        clients.forEach(Client::close);
    }

    @Test
    @Check(value = "least connections: if several have the fewest, each of them gets some", task = "balance",
            rule = "least-connections", points = 1, ownServer = true, builds = "take-turns",
            explain = """
                    On a quiet day, all backends have nothing in flight whenever a request comes. If the first one of
                    the list gets it then, it gets all of them, and one edge after another does the same.
                    """)
    void ties(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, 2, LEAST).alive();
        edge.expectShares(edge.shares(50, "/"), "some of 50", share -> share >= 5);
    }

    @Test
    @Check(value = "a request is in flight until its response has ended, however it ends", task = "balance",
            rule = "backends", points = 1, ownServer = true, builds = {"fewest", "client-leaves"},
            explain = """
                    A backend that has sent the head may still work on the content. And a request that fails, or whose
                    client leaves, ends, too: if it is not subtracted, its backend seems busy for good, and gets no more
                    requests.
                    """)
    void ends(Rig rig) {
        PooledEdge edge = open(rig, 2, LEAST, "--retries", "0", "--upstream-timeout", "5000");
        edge.react("/part", Reaction.sends(PART));
        edge.react("/reset", Reaction.reset());
        edge.react("/silent", Reaction.silence());
        edge.react("/long", PooledEdge.LONG);
        rig.each("the content is on its way", () -> {
            try (Client client = edge.server().connect().send(get("/part"))) {
                int[] before = edge.arrived(1, "/part");
                client.awaitData(Limits.PATIENCE);
                int busy = before[0] > 0 ? 0 : 1;
                edge.states().awaitInFlight(edge.backends().get(busy), 1, "its content has not ended");
                int[] shares = edge.shares(20, "/");
                if (shares[busy] > 0) {
                    throw rig.failure("expected all requests to go to the idle backend, but the backends got "
                            + PooledEdge.shown(shares));
                }
                client.reset();
            }
            expectNone(edge, "the client has left");
        });
        rig.each("the backend fails", () -> {
            for (int i = 0; i < 4; i++) {
                edge.exchange(get("/reset")).expectStatus(502);
            }
            expectNone(edge, "the requests have failed");
        });
        for (String path : List.of("/silent", "/long")) {
            rig.each("the client leaves " + path, () -> {
                List<Client> clients = edge.sendAll(4, get(path));
                edge.arrived(4, path);
                edge.server().awaitIdle();
                clients.forEach(Client::reset);
                expectNone(edge, "the clients have left");
            });
        }
        rig.each("the client leaves before the response", () -> {
            List<Client> clients = edge.sendAll(4, get("/held"));
            edge.arrived(4, "/held");
            clients.forEach(Client::reset);
            edge.upstreams().forEach(ScriptedUpstream::release);
            expectNone(edge, "the clients have left, and the backends have responded");
        });
    }

    private static void expectNone(PooledEdge edge, String why) {
        edge.backends().forEach(backend -> edge.states().awaitInFlight(backend, 0, why));
    }

    @Test
    @Check(value = "two choices: the busiest backend gets none, and each of the others gets some", task = "balance",
            rule = "two-choices", points = 1, ownServer = true, builds = "take-turns",
            explain = """
                    Two different backends are drawn, and the less busy one gets the request. If the same one can be
                    drawn twice, the busiest gets requests now and then; if only one is drawn, it gets as many as the
                    others.
                    """)
    void twoChoices(Rig rig) {
        PooledEdge edge = open(rig, 3, TWO);
        rig.each("all are idle", () -> edge.expectShares(edge.shares(90, "/"), "some of 90", share -> share >= 5));
        rig.each("one is busy", () -> {
            List<Client> clients = edge.sendAll(1, get("/held"));
            int[] held = edge.arrived(1, "/held");
            int[] shares = edge.shares(150, "/");
            for (int i = 0; i < 3; i++) {
                boolean busy = held[i] > 0;
                if (busy ? shares[i] > 0 : shares[i] < 10) {
                    throw rig.failure("expected the busy backend to get no request, and each "
                            + "of the others some, but they got " + PooledEdge.shown(shares));
                }
            }
            edge.upstreams().forEach(ScriptedUpstream::release);
            clients.forEach(Client::close);
        });
        rig.each("the only backend", () -> PooledEdge.open(rig, 1, TWO).chosen(get("/")));
    }
}
