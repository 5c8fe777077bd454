package grader.checks.lab14;

import static grader.checks.lab14.PooledEdge.get;
import static grader.checks.lab14.PooledEdge.request;
import static grader.checks.lab14.PooledEdge.with;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task health: a request whose backend has failed is tried on another one. */
class FailoverChecks {

    private static final int BUDGET = 10;

    /** All requests for a path that the backends have got. */
    private static List<UpstreamRequest> received(PooledEdge edge, String path) {
        List<UpstreamRequest> all = new ArrayList<>();
        edge.upstreams().forEach(upstream -> all.addAll(upstream.requests(path)));
        return all;
    }

    private static void expectReceived(PooledEdge edge, String path, int count, String why) {
        int came = received(edge, path).size();
        if (came != count) {
            throw edge.rig()
                    .failure("expected the backends to get " + count + " requests for " + path + ", as " + why
                            + ", but they got " + came);
        }
    }

    /** A path to which one backend reacts so, and the other responds. */
    private static String failing(PooledEdge edge, Reaction reaction) {
        String path = "/" + edge.rig().word();
        edge.upstreams().getFirst().reactsTo(path, reaction);
        return path;
    }

    /** Two requests, one for each backend; neither client notices that one of them fails. */
    private static void expectTriedAgain(PooledEdge edge, String method, Reaction reaction) {
        String path = failing(edge, reaction);
        for (int i = 0; i < 2; i++) {
            edge.exchange(method.equals("PUT") ? with(method, path, "x" + i) : request(method, path)).expectStatus(200);
        }
        expectReceived(edge, path, 3, "one of two requests has failed at first");
    }

    @Test
    @Check(value = "an idempotent request is tried on another backend, and its client notices nothing",
            task = "health", rule = "failover", points = 2, foundation = true, ownServer = true, builds = "take-turns",
            explain = """
                    A backend that is restarted breaks some connections. As long as no byte of a response has come to the
                    client, another backend can give it, and a pool of two has no failure at all. The content of the
                    request is sent again, from its first byte.
                    """)
    void anotherBackend(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, 2, "", "--retry-budget", "100").alive();
        rig.each("GET, and a reset", () -> expectTriedAgain(edge, "GET", Reaction.reset()));
        rig.each("GET, and an end without a response", () -> expectTriedAgain(edge, "GET", Reaction.close()));
        rig.each("HEAD", () -> expectTriedAgain(edge, "HEAD", Reaction.reset()));
        rig.each("DELETE", () -> expectTriedAgain(edge, "DELETE", Reaction.reset()));
        rig.each("PUT, with the same content", () -> {
            expectTriedAgain(edge, "PUT", Reaction.reset());
            String path = failing(edge, Reaction.reset());
            edge.exchange(with("PUT", path, "the content")).expectStatus(200);
            edge.exchange(with("PUT", path, "the content")).expectStatus(200);
            for (UpstreamRequest each : received(edge, path)) {
                if (!each.content().equals("the content")) {
                    throw rig.failure("expected each try to have the content of the request, but one has '"
                            + each.content() + "'");
                }
            }
        });
        rig.each("no response in time", () -> {
            PooledEdge impatient = PooledEdge.open(rig, 2, "", "--upstream-timeout", "1000").alive();
            expectTriedAgain(impatient, "GET", Reaction.silence());
        });
    }

    @Test
    @Check(value = "a 503 of a backend is its response, and is not tried elsewhere", task = "health",
            rule = "failover", points = 1, ownServer = true, builds = "another-backend",
            explain = """
                    A backend that responds with a 503 has too much to do. If each of its requests went to the next one,
                    that one would have too much to do, too.
                    """)
    void responses(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, 2, "").alive();
        for (int status : new int[] {503, 502, 500, 404}) {
            rig.each("a " + status, () -> {
                String path = "/" + rig.word();
                edge.react(path, Reaction.json(status, "{}"));
                edge.exchange(get(path)).expectStatus(status);
                expectReceived(edge, path, 1, "there was a response");
            });
        }
    }

    @Test
    @Check(value = "a request that is not idempotent is tried again only if nothing was sent", task = "health",
            rule = "failover-idempotent", points = 1, ownServer = true, builds = "another-backend",
            clause = "RFC 9110 §9.2.2",
            explain = """
                    A backend that breaks the connection may have done what it was asked for. A proxy must not do it
                    twice (RFC 9110 §9.2.2). If no connection could be opened, nothing can have happened.
                    """)
    void notIdempotent(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, 2, "", "--retry-budget", "100").alive();
        for (String request : new String[] {"POST", "PATCH"}) {
            rig.each(request + ", and a reset", () -> {
                String path = "/" + rig.word();
                edge.react(path, Reaction.reset());
                edge.exchange(with(request, path, "x")).expectStatus(502);
                expectReceived(edge, path, 1, "it may have been done");
            });
        }
        rig.each("POST with an Idempotency-Key", () -> {
            String path = "/" + rig.word();
            edge.react(path, Reaction.reset());
            edge.exchange(request("POST", path, "Idempotency-Key: \"a\"", "Content-Length: 0")).expectStatus(502);
            expectReceived(edge, path, 1, "the backend may not know the key");
        });
        rig.each("POST, and no connection", () -> {
            List<ScriptedUpstream> one = PooledEdge.upstreams(rig, 1);
            PooledEdge half = PooledEdge.open(rig, one, List.of(one.getFirst().url(),
                    "http://127.0.0.1:" + rig.freePort()), "").alive();
            for (int i = 0; i < 4; i++) {
                half.exchange(with("POST", "/x", "x")).expectStatus(200);
            }
        });
    }

    @Test
    @Check(value = "each backend gets a request once at most, and --retries is the limit", task = "health",
            rule = "failover", points = 1, ownServer = true, builds = "another-backend",
            explain = """
                    A request that breaks each backend that it meets must not meet all of them. And a backend that has failed
                    to respond a moment ago fails again.
                    """)
    void onceEach(Rig rig) {
        for (String kind : List.of("round-robin", "hash")) {
            rig.each("all of three fail, with " + kind, () -> {
                PooledEdge edge = PooledEdge.open(rig, 3, ";balance=" + kind, "--retries", "10").alive();
                edge.react("/bad", Reaction.reset());
                edge.exchange(get("/bad")).expectStatus(502);
                int[] shares = edge.arrived(3, "/bad");
                edge.expectShares(shares, "the request once", share -> share == 1);
            });
        }
        rig.each("two of three fail, and the third is out", () -> {
            PooledEdge edge = PooledEdge.open(rig, 3, PooledEdge.CHECKED,
                    PooledEdge.fast("--retries", "10", "--health-fall", "1")).alive();
            edge.upstreams().getLast().reactsTo(PooledEdge.HEALTH, PooledEdge.BAD);
            edge.states().await(edge.backends().getLast(), BackendStates.OUT, "a check has failed");
            edge.react("/bad", Reaction.reset());
            edge.exchange(get("/bad")).expectStatus(502);
            expectReceived(edge, "/bad", 2, "the third backend is out");
        });
        rig.each("one fails at once, and the other one is silent", () -> {
            PooledEdge edge = PooledEdge.open(rig, 2, "", "--upstream-timeout", "1000").alive();
            edge.upstreams().getFirst().reactsTo("/bad", Reaction.reset());
            edge.upstreams().getLast().reactsTo("/bad", Reaction.silence());
            Answer answer = edge.exchange(get("/bad"));
            edge.arrived(2, "/bad");
            long[] at = edge.upstreams().stream().mapToLong(each -> each.requests("/bad").getFirst().at()).toArray();
            answer.expectStatus(at[1] > at[0] ? 504 : 502);
        });
        rig.each("--retries 1", () -> {
            PooledEdge edge = PooledEdge.open(rig, 3, "", "--retries", "1").alive();
            edge.react("/bad", Reaction.reset());
            edge.exchange(get("/bad")).expectStatus(502);
            expectReceived(edge, "/bad", 2, "--retries is 1");
        });
    }

    @Test
    @Check(value = "what may have been begun twice has a budget, and what is lost with a backend is free",
            task = "health", rule = "failover-budget", points = 1, ownServer = true,
            builds = {"another-backend", "ejected"},
            explain = """
                    If all backends are slow, trying everything again multiplies what they have to do. If one backend is
                    killed, what it had goes to others, which get it anyway from then on: then no idempotent request is
                    lost, however many there were.
                    """)
    void budget(Rig rig) {
        rig.each("a pool that fails", () -> {
            PooledEdge edge = PooledEdge.open(rig, 2, "", "--retry-budget", "0").alive();
            edge.react("/bad", Reaction.reset());
            rig.quietly(() -> {
                for (int i = 0; i < 2 * BUDGET; i++) {
                    edge.exchange(get("/bad")).expectStatus(502);
                }
            });
            expectReceived(edge, "/bad", 3 * BUDGET, "the budget begins with " + BUDGET + ", and nothing is added");
        });
        rig.each("a pool that fails, and each request adds one", () -> {
            PooledEdge edge = PooledEdge.open(rig, 2, "", "--retry-budget", "100").alive();
            edge.react("/bad", Reaction.reset());
            rig.quietly(() -> {
                for (int i = 0; i < 2 * BUDGET; i++) {
                    edge.exchange(get("/bad")).expectStatus(502);
                }
            });
            expectReceived(edge, "/bad", 4 * BUDGET, "each request adds what its second try takes");
        });
        rig.each("a backend that is killed", () -> {
            PooledEdge edge = PooledEdge.open(rig, 2, "", "--retry-budget", "0", "--eject-after", "3", "--eject-time",
                    Limits.ENDLESS).alive();
            edge.react("/held", PooledEdge.ok(0));
            edge.upstreams().getFirst().reactsTo("/held", Reaction.reset().onceReleased());
            List<Client> clients = edge.sendAll(60, get("/held"));
            edge.upstreams().getFirst().awaitRequests(30, "/held", Limits.PATIENCE);
            edge.upstreams().getFirst().release();
            for (Client client : clients) {
                client.answer().expectStatus(200);
                client.close();
            }
        });
    }
}
