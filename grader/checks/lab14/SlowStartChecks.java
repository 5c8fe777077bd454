package grader.checks.lab14;

import static grader.checks.lab14.PooledEdge.CHECKED;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Task balance: a backend that is back, and the flag. */
class SlowStartChecks {

    private static PooledEdge open(Rig rig, String millis) {
        return PooledEdge.open(rig, 3, CHECKED + ";slow-start=" + millis,
                PooledEdge.fast("--health-fall", "1", "--health-rise", "1")).alive();
    }

    /** A backend goes out and comes in again; the shares then. */
    private static int[] sharesAfterReturn(PooledEdge edge, int gone, int requests) {
        edge.upstreams().get(gone).reactsTo(PooledEdge.HEALTH, PooledEdge.BAD);
        edge.states().await(edge.backends().get(gone), BackendStates.OUT, "a check has failed");
        edge.upstreams().get(gone).reactsTo(PooledEdge.HEALTH, PooledEdge.GOOD);
        edge.states().await(edge.backends().get(gone), BackendStates.IN, "a check has succeeded");
        return edge.shares(requests, "/");
    }

    @Test
    @Check(value = "a backend that is back gets few requests at first, and its whole share later", task = "balance",
            rule = "slow-start", points = 1, ownServer = true, builds = {"take-turns", "out-and-in"},
            explain = """
                    A server that has just started is slow: its caches are empty, and its code is not compiled yet. If
                    it gets a whole share at once, it fails its first requests, and is out again.
                    """)
    void slowStart(Rig rig) {
        int gone = rig.random().nextInt(3);
        rig.each("at first", () -> {
            PooledEdge edge = open(rig, "600000");
            edge.expectShares(edge.shares(9, "/"), "3 of 9, as none was out yet", share -> share == 3);
            int[] shares = sharesAfterReturn(edge, gone, 240);
            if (shares[gone] == 0 || shares[gone] * 3 * 2 >= 240 - shares[gone]) {
                throw rig.failure("expected backend " + gone + ", which is back, to get some of 240 requests, but less "
                        + "than a third of what the others get; they got " + PooledEdge.shown(shares));
            }
        });
        rig.each("after that time", () -> {
            PooledEdge edge = open(rig, "1");
            sharesAfterReturn(edge, gone, 1);
            edge.expectShares(edge.shares(9, "/"), "3 of 9, as 1 ms is over", share -> share == 3);
        });
    }

    @Test
    @Check(value = "a pool that cannot be ends the start", task = "balance", rule = "backends-flag", points = 1,
            ownServer = true, builds = "take-turns",
            explain = """
                    An operator who mistypes an option believes that it is in force. The server says so at once: it
                    names the flag and the value, and ends with exit code 2.
                    """)
    void badPool(Rig rig) {
        String url = "http://127.0.0.1:" + rig.freePort();
        rig.control("a pool that can be", () -> PooledEdge.open(rig, 1,
                ";balance=hash;health=/x;affinity=A;slow-start=5"));
        rig.each("no such kind", () -> expectRefusal(rig, "shop=" + url + ";balance=", rig.word()));
        rig.each("no such option", () -> expectRefusal(rig, "shop=" + url + ";", rig.word() + "=1"));
        rig.each("no URL", () -> expectRefusal(rig, "shop=", rig.word()));
        rig.each("a port that is none", () -> expectRefusal(rig, "shop=http://127.0.0.1:", "99999"));
        rig.each("a check without a path", () -> expectRefusal(rig, "shop=" + url + ";", "health=ready"));
        rig.each("a cookie without a name", () -> expectRefusal(rig, "shop=" + url + ";", "affinity="));
        rig.each("a time that is none", () -> expectRefusal(rig, "shop=" + url + ";", "slow-start=soon"));
        rig.each("two pools with one name", () -> rig.runToEnd("--backends", "shop=" + url, "--backends",
                "shop=http://127.0.0.1:1", "--route", "*/=shop")
                .expectRefusal("two pools have the same name",
                        "--backends", "shop"));
    }

    /** @param named the last part of the value, which the message has to hold */
    private static void expectRefusal(Rig rig, String pool, String named) {
        String value = pool + named;
        rig.runToEnd("--backends", value, "--route", "*/=shop")
                .expectRefusal("--backends '" + value + "' cannot be", "--backends", named);
    }
}
