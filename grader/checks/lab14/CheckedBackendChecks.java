package grader.checks.lab14;

import static grader.checks.lab14.PooledEdge.BAD;
import static grader.checks.lab14.PooledEdge.CHECKED;
import static grader.checks.lab14.PooledEdge.FAST;
import static grader.checks.lab14.PooledEdge.GOOD;
import static grader.checks.lab14.PooledEdge.HEALTH;

import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task health: checks of backends. */
class CheckedBackendChecks {

    @Test
    @Check(value = "a backend whose checks fail is out, and in again when they succeed", task = "health",
            rule = "out-and-in", points = 2, foundation = true, ownServer = true, builds = "take-turns",
            explain = """
                    One check that fails may be an accident, so some in a row are needed; and a check that succeeds after a
                    restart may be luck. While a backend is out, no client waits for it.
                    """)
    void outAndIn(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, 2, CHECKED, FAST).alive();
        int gone = rig.random().nextInt(2);
        ScriptedUpstream upstream = edge.upstreams().get(gone);
        String backend = edge.backends().get(gone);
        rig.step("checks succeed and fail by turns", () -> {
            upstream.reactsTo(HEALTH, GOOD, BAD, BAD, GOOD, BAD, BAD, GOOD);
            int before = upstream.requests(HEALTH).size();
            for (int i = 1; i <= 9; i++) {
                if (!upstream.awaitRequests(before + i, HEALTH, Limits.PATIENCE)) {
                    throw rig.failure("expected one check after another, but no other came");
                }
                edge.states().expect(backend, BackendStates.IN, "three checks in a row have not failed");
            }
        });
        rig.step("they fail", () -> {
            int before = upstream.requests(HEALTH).size();
            upstream.reactsTo(HEALTH, BAD);
            edge.states().await(backend, BackendStates.OUT, "its checks fail");
            if (upstream.requests(HEALTH).size() < before + 3) {
                throw rig.failure("expected the backend to be in until three checks have failed, but it was out after "
                        + (upstream.requests(HEALTH).size() - before));
            }
            int[] shares = edge.shares(10, "/");
            if (shares[gone] > 0) {
                throw rig.failure("expected no request to go to backend " + gone + ", which is out, but they got "
                        + PooledEdge.shown(shares));
            }
        });
        rig.step("they succeed by turns", () -> {
            upstream.reactsTo(HEALTH, GOOD, BAD, GOOD, BAD);
            int before = upstream.requests(HEALTH).size();
            upstream.awaitRequests(before + 5, HEALTH, Limits.PATIENCE);
            edge.states().expect(backend, BackendStates.OUT, "two checks in a row have not succeeded");
        });
        rig.step("they succeed", () -> {
            upstream.reactsTo(HEALTH, GOOD);
            edge.states().await(backend, BackendStates.IN, "its checks succeed");
            edge.expectShares(edge.shares(10, "/"), "5 of 10", share -> share == 5);
        });
        rig.step("three fail, and all others succeed", () -> {
            upstream.awaitRequests(upstream.requests(HEALTH).size() + 2, HEALTH, Limits.PATIENCE);     // one is over
            int before = upstream.requests(HEALTH).size();
            upstream.reactsTo(HEALTH, BAD, BAD, BAD, GOOD);
            upstream.awaitRequests(before + 5, HEALTH, Limits.PATIENCE);
            edge.states().await(backend, BackendStates.IN, "its checks succeed");
        });
    }

    @Test
    @Check(value = "a check fails if there is no 2xx in time, and delays no check of another backend", task = "health",
            rule = "check", points = 1, ownServer = true, builds = "out-and-in",
            explain = """
                    A backend that sends single bytes is never silent for long: the limit is for the whole check, not for
                    each read. And whatever one of them does, the others are checked as usual.
                    """)
    void failingChecks(Rig rig) {
        Map<String, Reaction> ways = new LinkedHashMap<>();
        ways.put("a 404", Reaction.json(404, "{}").thenClose());
        ways.put("a 500", Reaction.json(500, "{}").thenClose());
        ways.put("bytes that are not HTTP", Reaction.garbage());
        ways.put("a connection that is closed", Reaction.close());
        ways.put("a connection that is reset", Reaction.reset());
        ways.put("silence", Reaction.silence());
        ways.put("a byte now and then", GOOD.byteByByte(Duration.ofMillis(400)));
        List<ScriptedUpstream> upstreams = PooledEdge.upstreams(rig, ways.size() + 1);
        List<String> urls = new ArrayList<>(upstreams.stream().map(ScriptedUpstream::url).toList());
        urls.add("http://127.0.0.1:" + rig.freePort());
        List<Reaction> reactions = List.copyOf(ways.values());
        for (int i = 0; i < reactions.size(); i++) {
            upstreams.get(i).reactsTo(HEALTH, reactions.get(i));
        }
        upstreams.getLast().reactsTo(HEALTH, Reaction.sends("HTTP/1.1 204 No Content\r\n\r\n").thenClose());
        PooledEdge edge = PooledEdge.open(rig, upstreams, urls, CHECKED, "--health-interval", "100",
                "--health-timeout", "1000");
        int i = 0;
        for (String way : ways.keySet()) {
            String backend = edge.backends().get(i++);
            rig.each(way, () -> edge.states().await(backend, BackendStates.OUT, "all of its checks fail"));
        }
        rig.each("a port on which no program listens", () -> edge.states()
                .await(edge.backends().getLast(),
                        BackendStates.OUT, "all of its checks fail"));
        rig.each("a 204", () -> {
            ScriptedUpstream good = upstreams.getLast();
            good.awaitRequests(good.requests(HEALTH).size() + 3, HEALTH, Limits.PATIENCE);
            edge.states().expect(edge.backends().get(ways.size()), BackendStates.IN, "all of its checks succeed");
        });
    }

    @Test
    @Check(value = "between two checks, about --health-interval passes", task = "health", rule = "check", points = 1,
            slow = true, ownServer = true, builds = "out-and-in",
            explain = """
                    Checks cost the backend what requests cost. If many edges check it without a pause, it works for
                    nothing else. Random pauses keep their checks from coming together.
                    """)
    void interval(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, 1, CHECKED, "--health-interval", "1000").alive();
        ScriptedUpstream upstream = edge.upstreams().getFirst();
        if (!upstream.awaitRequests(5, HEALTH, Limits.PATIENCE)) {
            throw rig.failure("expected 5 checks within " + Limits.shown(Limits.PATIENCE) + ", got "
                    + upstream.requests(HEALTH).size());
        }
        List<UpstreamRequest> checks = upstream.requests(HEALTH);
        long all = (checks.get(4).at() - checks.get(0).at()) / 1_000_000;
        rig.tell("from the first to the fifth check, " + all + " ms have passed");
        if (all < 4 * 500) {
            throw rig.failure("expected at least half a second between two checks, but there were 5 within " + all
                    + " ms");
        }
    }

    @Test
    @Check(value = "if all backends are out, they get requests all the same", task = "health", rule = "fail-open",
            points = 1, ownServer = true, builds = "out-and-in",
            explain = """
                    When everything looks bad, the check itself may be what is wrong: a path that has gone, a network
                    between the edge and a part of the backends. A request that may fail is better than a request that
                    certainly does.
                    """)
    void failOpen(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, 2, CHECKED, FAST).alive();
        edge.react(HEALTH, BAD);
        edge.backends().forEach(each -> edge.states().await(each, BackendStates.OUT, "its checks fail"));
        edge.expectShares(edge.shares(10, "/"), "some of 10, although all are out", share -> share > 0);
    }
}
