package grader.checks.lab02;

import static grader.checks.lab01.Lab01.get;

import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Client;
import grader.server.Capability;
import grader.server.Server;
import org.junit.jupiter.api.Test;

/** Task gauges: many workers count at the same moment. */
class LostCountsChecks {

    private static final int WORKERS = 8;
    private static final int LINE = 300;
    private static final int ROUNDS = 3;

    /**
     * A server that loses counts may pass by luck. A right server never fails: when it is idle busy is 0, however late.
     */
    @Test
    @Check(value = "no count is lost where many workers count at the same moment", task = "gauges",
            rule = "no-count-lost", points = 2,
            slow = true, needs = {Capability.ADMIN, Capability.FLAGS},
            explain = """
                    Two workers changed it at the same moment, and one count was lost. To read a number, add to it and
                    write it back is three steps, and another worker may take the same three meanwhile: the adding has
                    to be one step, or under a lock. In Java `set(i, get(i) + change)` is three steps, also on an
                    AtomicIntegerArray; it has methods that add in one.
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

    /**
     * The line is full before the workers begin: from then on none of them waits for anybody, and all count side by
     * side.
     */
    private static void burst(Rig rig, Server server) {
        rig.tell(WORKERS + " slow clients hold the workers; " + LINE
                + " more ask, and leave; then the slow ones send the rest and leave");
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
