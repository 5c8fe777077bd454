package grader.checks.lab02;

import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Race;
import grader.grading.server.Server;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Task gauges: many workers count at the same time. */
class LostCountsChecks {

    private static final int WORKERS = 8;
    private static final int LINE = 350;
    private static final int ROUNDS = 3;

    /**
     * A server that loses counts may pass by luck. A correct server never fails: once it is idle, busy becomes 0.
     */
    @Test
    @Check(value = "no count is lost when many workers count at the same time", task = "gauges",
            rule = "no-count-lost", points = 1,
            slow = true, ownServer = true,
            explain = """
                    Reading a number, adding to it and writing it back takes three steps. If another worker takes the
                    same three in between, one change is lost, and busy never falls to 0 again. Make the addition one
                    step, or guard it with a lock. In Java, `set(i, get(i) + change)` takes three steps, even on an
                    AtomicIntegerArray; use one of its methods that add in one.
                    """)
    void losesNoCount(Rig rig) {
        Server server = Lab02.start(rig, WORKERS, LINE, "--access-log", "off", "--admin-port", "0");
        QueueGauge gauge = new QueueGauge(rig, server);
        for (int i = 1; i <= ROUNDS; i++) {
            burst(rig, server);
            server.awaitIdle();
            gauge.expectQuietly("busy", 0, "all " + i * (WORKERS + LINE) + " clients have gone");
        }
    }

    @Test
    @Check(value = "no count is lost between two steps of the same addition", task = "gauges",
            rule = "no-count-lost", points = 1, builds = "now-gauges",
            ownServer = true,
            explain = """
                    While a worker is between reading a number and writing the new one, another one may change it. The
                    addition has to be one step, or to be tried again if the number has changed in between.
                    """)
    void addsInOneStep(Rig rig) {
        Race race = rig.race("ConnectionCounters");
        Server server = Lab02.start(rig, 2, 0, "--admin-port", "0");
        QueueGauge gauge = new QueueGauge(rig, server);
        boolean held = true;
        for (int step = 1; held && step <= Race.MOST_STEPS; step++) {
            held = bothLeave(rig, server, race, step);
            gauge.expectQuietly("busy", 0, "both clients have gone");
        }
    }

    /** Returns whether the worker of the first that leaves has so many steps. */
    private static boolean bothLeave(Rig rig, Server server, Race race, int step) {
        try (SlowClients clients = new SlowClients(rig, server).join(2).awaitRead()) {
            Optional<String> place =
                    race.hold(server, step, () -> clients.client(0).reset(), () -> clients.client(1).reset());
            place.ifPresent(where -> rig.tell("while the first client's worker was held before a step in " + where
                    + ", the second client left"));
            return place.isPresent();
        }
    }

    /**
     * Fills the line before the workers begin: from then on no worker waits for a client, and all of them count at the
     * same time.
     */
    private static void burst(Rig rig, Server server) {
        rig.tell(WORKERS + " slow clients occupy the workers; " + LINE
                + " more send a request and leave; then the slow ones send the rest and leave");
        try (SlowClients slow = new SlowClients(rig, server)) {
            rig.quietly(() -> {
                slow.joinQuietly(WORKERS).awaitRead();
                for (int i = 0; i < LINE; i++) {
                    try (Client client = server.connect()) {
                        client.sendUnlogged(get("/burst"));
                    }
                }
                server.awaitIdle();
                slow.completeQuietly();
            });
        }
    }
}
