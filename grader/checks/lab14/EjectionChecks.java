package grader.checks.lab14;

import static grader.checks.lab14.BackendStates.IN;
import static grader.checks.lab14.BackendStates.OUT;
import static grader.checks.lab14.PooledEdge.get;
import static grader.checks.lab14.PooledEdge.ok;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task health: backends that are out because requests have failed. Nothing is tried again here. */
class EjectionChecks {

    private static final String PATH = "/paths";
    /** Less than the shortest ejection that a check waits for. */
    private static final Duration MOMENT = Duration.ofMillis(800);

    private static PooledEdge open(Rig rig, int count, String after, String time) {
        return PooledEdge.open(rig, count, "", "--retries", "0", "--eject-after", after, "--eject-time", time,
                "--response-buffer", "50000000").alive();
    }

    /** Sends requests until a backend has got so many of them. */
    private static void sendUntil(PooledEdge edge, int backend, int count) {
        ScriptedUpstream upstream = edge.upstreams().get(backend);
        int goal = upstream.requests(PATH).size() + count;
        edge.rig().tell("send requests until backend " + backend + " has got " + count);
        edge.rig().quietly(() -> {
            for (int i = 0; i < 20 * count && upstream.requests(PATH).size() < goal; i++) {
                edge.exchange(get(PATH));
            }
        });
        if (upstream.requests(PATH).size() < goal) {
            throw edge.rig()
                    .failure("expected backend " + backend + " to get " + count + " requests, but it got "
                            + (count - goal + upstream.requests(PATH).size()));
        }
    }

    @Test
    @Check(value = "a backend is out when enough requests in a row have failed there", task = "health",
            rule = "eject", points = 1, ownServer = true, builds = "take-turns",
            explain = """
                    A backend may pass its checks and fail all the same. Failures in a row mean that; a response means
                    that it works, whatever its status is: a backend that says 503 has too much to do, and if it went
                    out, the others would have even more.
                    """)
    void ejected(Rig rig) {
        PooledEdge edge = open(rig, 2, "3", Limits.ENDLESS);
        ScriptedUpstream upstream = edge.upstreams().getFirst();
        String backend = edge.backends().getFirst();
        rig.step("responses with a 503", () -> {
            upstream.reactsTo(PATH, PooledEdge.last(503, "{}"));
            sendUntil(edge, 0, 4);
            edge.states().expect(backend, IN, "a response is no failure");
        });
        rig.step("two failures, a response, two failures, a response", () -> {
            upstream.reactsTo(PATH, Reaction.reset(), Reaction.close(), ok(0), Reaction.garbage(), Reaction.reset(),
                    ok(0));
            sendUntil(edge, 0, 6);
            edge.states().expect(backend, IN, "three in a row have not failed");
        });
        rig.step("clients that read nothing, and then leave", () -> {
            edge.react("/long", PooledEdge.LONG);
            List<Client> clients = edge.sendAll(6, get("/long"));
            edge.arrived(6, "/long");
            edge.server().awaitIdle();
            clients.forEach(Client::reset);
            edge.server().awaitIdle();
            for (String each : edge.backends()) {
                edge.states().expect(each, IN, "a client that leaves says nothing about a backend");
            }
        });
        rig.step("three failures", () -> {
            upstream.reactsTo(PATH, Reaction.reset());
            sendUntil(edge, 0, 3);
            edge.states().await(backend, OUT, "three requests in a row have failed");
            int before = upstream.requests(PATH).size();
            edge.shares(6, "/");
            if (edge.upstreams().getFirst().requests(PATH).size() != before) {
                throw rig.failure("expected no request to go to a backend that is out");
            }
        });
    }

    @Test
    @Check(value = "a backend that fails again at once is out for twice as long", task = "health",
            rule = "eject-longer", points = 1, slow = true, ownServer = true, builds = "ejected",
            explain = """
                    The first request after an ejection is a probe. If it fails, there is no need for as many failures as
                    before; and the longer a backend has been broken, the longer it will be.
                    """)
    void longer(Rig rig) {
        rig.untilProven("to follow a backend that is out for a second", () -> {
            PooledEdge edge = open(rig, 2, "4", "1000");
            edge.upstreams().getFirst().reactsTo(PATH, Reaction.reset());
            return areLonger(edge);
        });
    }

    /** The first backend is ejected three times, and in again. Returns whether the grader was in time to see that. */
    private static boolean areLonger(PooledEdge edge) {
        List<Long> times = new ArrayList<>();
        long out = System.nanoTime();       // It has been out, or not failed yet, until then at least.
        for (int failures : new int[] {4, 1, 1}) {
            long began = System.nanoTime();
            sendUntil(edge, 0, failures);
            if (!isOut(edge, out, "the first requests after it was in have failed")) {
                return false;
            }
            out = edge.states().await(edge.backends().getFirst(), IN, "the time of its ejection is over");
            times.add((System.nanoTime() - began) / 1_000_000);
        }
        String shown = times.get(0) + ", " + times.get(1) + " and " + times.get(2) + " ms";
        edge.rig().tell("it was out for about " + shown);
        if (times.get(0) < 900 || times.get(1) < 1_800 || times.get(2) < 3_600) {
            throw edge.rig()
                    .failure("expected the backend to be out for 1000 ms, then for 2000 ms, and then for 4000 ms, but "
                            + "it was out for " + shown);
        }
        return !isLate(out);
    }

    /** The first backend is out, for a second. Returns whether the grader was in time to see that. */
    private static boolean isOut(PooledEdge edge, long since, String why) {
        String backend = edge.backends().getFirst();
        boolean out = Await.comesTrue(MOMENT.dividedBy(2), () -> edge.states().state(backend).equals(OUT));
        if (!isLate(since)) {
            edge.states().told(backend, OUT, out ? OUT : IN, why);
            return true;
        }
        return false;
    }

    private static boolean isLate(long since) {
        return System.nanoTime() - since > MOMENT.toNanos();
    }

    @Test
    @Check(value = "at most half of a pool is ejected", task = "health", rule = "eject-half", points = 1,
            ownServer = true, builds = "ejected",
            explain = """
                    If all requests fail, the reason is more likely something that all backends share, or the requests
                    themselves. Those that are left would get everything, and break under it.
                    """)
    void half(Rig rig) {
        rig.each("three backends", () -> {
            PooledEdge edge = open(rig, 3, "2", Limits.ENDLESS);
            edge.react(PATH, Reaction.reset());
            sendAll(edge, 24);
            long out = edge.backends().stream().filter(each -> edge.states().state(each).equals(OUT)).count();
            if (out != 1) {
                throw rig.failure("expected 1 of 3 backends to be out, as 2 would be more than half, but " + out
                        + " are");
            }
        });
        rig.each("two backends, and checks have taken one out", () -> {
            PooledEdge edge = PooledEdge.open(rig, 2, PooledEdge.CHECKED, PooledEdge.fast("--retries", "0",
                    "--eject-after", "2", "--eject-time", Limits.ENDLESS, "--health-fall", "1")).alive();
            edge.upstreams().getFirst().reactsTo(PooledEdge.HEALTH, PooledEdge.BAD);
            edge.states().await(edge.backends().getFirst(), OUT, "a check has failed");
            edge.react(PATH, Reaction.reset());
            sendAll(edge, 6);
            edge.states().expect(edge.backends().getLast(), IN, "the other one is out already");
        });
        rig.each("one backend", () -> {
            PooledEdge edge = open(rig, 1, "2", Limits.ENDLESS);
            edge.react(PATH, Reaction.reset());
            sendAll(edge, 6);
            edge.states().expect(edge.backends().getFirst(), IN, "it is the only one");
        });
    }

    private static void sendAll(PooledEdge edge, int count) {
        edge.rig().tell("send " + count + " requests, all of which fail");
        edge.rig().quietly(() -> {
            for (int i = 0; i < count; i++) {
                edge.exchange(get(PATH)).expectStatus(502);
            }
        });
    }

    @Test
    @Check(value = "a request that began before an ejection changes nothing when it fails after that", task = "health",
            rule = "eject-late", points = 1, slow = true, ownServer = true, builds = "longer",
            explain = """
                    Requests of a backend that hangs fail long after the first ones have. When the backend is back, they
                    speak of a time that is over, and would eject it a second time.
                    """)
    void lateResult(Rig rig) {
        rig.untilProven("to follow a backend that is out for a second",
                () -> changesNothing(open(rig, 2, "2", "1000")));
    }

    /** Returns whether the grader was in time to see the backend out. */
    private static boolean changesNothing(PooledEdge edge) {
        ScriptedUpstream upstream = edge.upstreams().getFirst();
        edge.react("/late", Reaction.reset().onceReleased());
        List<Client> clients = edge.sendAll(8, get("/late"));
        edge.arrived(8, "/late");
        upstream.reactsTo(PATH, Reaction.reset());
        long begin = System.nanoTime();
        sendUntil(edge, 0, 2);
        boolean proven = isOut(edge, begin, "two requests in a row have failed");
        if (proven) {
            upstream.reactsTo(PATH, ok(0));
            edge.states().await(edge.backends().getFirst(), IN, "the time of its ejection is over");
            upstream.release();
            Await.comesTrue(Limits.PATIENCE, () -> edge.states().inFlight(edge.backends().getFirst()) == 0);
            edge.states().expect(edge.backends().getFirst(), IN, "those that failed now began before it was ejected");
        }
        edge.upstreams().forEach(ScriptedUpstream::release);
        clients.forEach(Client::close);
        return proven;
    }
}
