package grader.checks.lab13;

import static grader.checks.lab13.BusyServer.get;

import grader.checks.lab08.EachEngine;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task shed: a server that gets more than it can do. */
class ShedChecks {

    /** For how long the one worker works for a request, in milliseconds. */
    static final int WORK = 50;
    /** All of their work would take several seconds. */
    static final int MANY = 60;
    private static final int TARGET = 200;
    private static final String IN_TIME = "to send so many requests at the same time";

    private static final double GOODPUT = 0.8;
    private static final int TIMES = 3;
    private static final int GOOD_WORK = 100;
    private static final int GOOD_COUNT = 40;
    /** Of the clients: more than twice the target and the work take. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A server that works for one request after the other. */
    static BusyServer oneWorker(Rig rig, int target) {
        return BusyServer.start(rig, "--workers", "1", "--queue", "1000", "--queue-target", "" + target);
    }

    /**
     * The server works for one request after the other, so the number of those that it has handled says how long the
     * last one of them has waited at least.
     */
    @Test
    @Check(value = "a request that has waited for too long gets a 503", task = "shed", rule = "shed-standing",
            points = 3, foundation = true, ownServer = true,
            explain = """
                    If requests come faster than they are served, the queue grows, and each request waits longer than
                    the one before. A queue of any length only makes all of them wait. When a request could be handled
                    at last, its time in the queue says whether that is still worth it.
                    """)
    void standingQueue(Rig rig) {
        BusyServer busy = oneWorker(rig, TARGET);
        rig.untilProven(IN_TIME, () -> isRefused(rig, Flood.of(rig, busy.server(), MANY, WORK)));
    }

    /** Returns whether it has proved that none is handled that has waited for more than twice the target. */
    private static boolean isRefused(Rig rig, Flood flood) {
        int most = flood.most(2 * TARGET);
        if (flood.served() > most) {
            throw rig.failure(String.format(Locale.ROOT,
                    "expected at most %d requests to be handled, as each takes %d ms, and all were sent within %.0f ms:"
                            + " any further one has waited for more than %d ms; but %d were handled",
                    most, WORK, flood.sending(), 2 * TARGET, flood.served()));
        }
        return most < flood.count();
    }

    @Test
    @Check(value = "loop: a request that has waited too long until the loop came to it gets a 503", task = "shed",
            rule = "shed-standing", points = 2, ownServer = true, builds = "standing-queue",
            explain = """
                    A loop has no queue of its own: requests wait in their sockets, while a handler keeps the loop. The
                    time of each look at the sockets tells since when.
                    """)
    void busyLoop(Rig rig) {
        EachEngine.ifServing(rig, "loop",
                flags -> BusyServer.start(rig, "--queue-target", "" + TARGET, flags[0], flags[1]), busy -> {})
                .ifPresent(busy -> rig.untilProven(IN_TIME, () -> isRefusedByLoop(rig, busy.server())));
    }

    /** If handlers do not keep the loop, no request waits, and none need be refused. */
    private static boolean isRefusedByLoop(Rig rig, Server server) {
        List<Client> clients = new ArrayList<>();
        try {
            rig.quietly(() -> {
                for (int i = 0; i < MANY; i++) {
                    clients.add(server.connect());
                    clients.getLast().send(get("/")).answer().expectStatus(200);
                }
            });
            Flood flood = Flood.on(rig, clients, WORK);
            if (flood.refused() == 0 && flood.took() < flood.count() * WORK / 2.0) {
                rig.tell("this loop does not wait for its handlers");
                return true;
            }
            return isRefused(rig, flood);
        } finally {
            clients.forEach(Client::close);
        }
    }

    @Test
    @Check(value = "a burst that is soon over is served, all of it", task = "shed", rule = "shed-burst", points = 2,
            ownServer = true, builds = "standing-queue", slow = true,
            explain = """
                    Many requests at the same moment are no overload: a queue is there to smooth them out. Its length
                    says nothing, and neither does a short wait. What counts is for how long requests wait: in a burst,
                    each may wait for up to twice the target.
                    """)
    void burst(Rig rig) {
        int target = 1_000;
        BusyServer busy = oneWorker(rig, target);
        rig.untilProven("to serve a burst in time", () -> {
            Flood flood = Flood.of(rig, busy.server(), 30, 40);     // The last ones wait for more than the target.
            if (flood.took() > target * 1.5) {
                return false;
            }
            if (flood.refused() > 0) {
                throw rig.failure(String.format(Locale.ROOT,
                        "expected all requests to be handled, as the burst was over after %.0f ms, and --queue-target "
                                + "is %d, but %d of them got a 503",
                        flood.took(), target, flood.refused()));
            }
            return true;
        });
    }

    @Test
    @Check(value = "when too many requests come for long, those that are handled have hardly waited longer than "
            + "--queue-target", task = "shed", rule = "shed-long", points = 1, ownServer = true,
            builds = "standing-queue", slow = true,
            explain = """
                    A queue that smooths out a burst is empty again soon after. If it stands for seconds, it smooths out
                    nothing, and all requests wait in it for nothing. The wait at which requests are turned away decides
                    how long those who are served have waited. So once the queue stands, it has to be the target, and
                    no longer twice that.
                    """)
    void longOverload(Rig rig) {
        rig.measures();
        int target = 2 * TARGET;
        double most = 1.5 * target + GOOD_WORK;
        SteadyClients clients = SteadyClients.come(rig, oneWorker(rig, target).server(), "/slow/" + GOOD_WORK,
                TIMES * GOOD_COUNT, GOOD_WORK * 1_000_000L / TIMES, PATIENCE.multipliedBy(3));
        double median = clients.medianOfLate().orElseThrow(() -> rig.failure("expected some of them to get a 200"));
        rig.tell(String.format(Locale.ROOT, "of those that got a 200, half of the later ones waited for at least "
                + "%.0f ms", median));
        if (median > most) {
            throw rig.failure(String.format(Locale.ROOT, "expected the later ones to get a 200 within about %d ms, as "
                    + "--queue-target is %d and the work takes %d ms, but half of them waited for at least %.0f ms",
                    target + GOOD_WORK, target, GOOD_WORK, median));
        }
    }

    /**
     * What the server can do is measured first: it works for one client after the other. Then three times as many
     * clients come. Those who get no response in time leave.
     */
    @Test
    @Check(value = "at three times what it can do, the server does at least 80 % of that", task = "shed",
            rule = "shed-goodput", points = 2, ownServer = true, builds = "standing-queue", slow = true,
            explain = """
                    A response that comes after its client has left is work for no one. A server that handles requests
                    in the order in which they came, however old they are, soon does nothing else. And what it does for
                    those that it turns away must cost next to nothing: no wait, no lock that others need.
                    """)
    void goodput(Rig rig) {
        rig.measures();
        BusyServer busy = oneWorker(rig, TARGET);
        String target = "/slow/" + GOOD_WORK;
        long began = System.nanoTime();
        rig.tell("one client after the other sends GET " + target);
        rig.quietly(() -> {
            for (int i = 0; i < GOOD_COUNT / 2; i++) {
                busy.exchange(get(target, "Connection: close")).expectStatus(200);
            }
        });
        long each = (System.nanoTime() - began) / (GOOD_COUNT / 2);
        rig.tell(String.format(Locale.ROOT, "that took %.1f ms for each; now a client comes every %.1f ms", each / 1e6,
                each / 1e6 / TIMES));
        int served =
                SteadyClients.come(rig, busy.server(), target, TIMES * GOOD_COUNT, each / TIMES, PATIENCE).served();
        if (served < GOODPUT * GOOD_COUNT) {
            throw rig.failure("expected at least " + Math.round(GOODPUT * GOOD_COUNT) + " of " + TIMES * GOOD_COUNT
                    + " clients to get a 200, as the server can serve " + GOOD_COUNT + " in this time, but " + served
                    + " did");
        }
    }
}
