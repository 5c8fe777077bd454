package grader.checks.lab02;

import static grader.checks.lab01.Lab01.exchange;
import static grader.checks.lab01.Lab01.get;

import com.fasterxml.jackson.databind.JsonNode;
import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task gauges: what GET /queue on the admin port returns. */
class GaugesChecks {

    private static final List<String> NUMBERS = List.of("handoff", "busy", "accepted", "rejected");

    @Test
    @Check(value = "GET /queue on the admin port returns JSON with five members", task = "gauges", rule = "queue-json",
            points = 2,
            foundation = true,
            explain = """
                    The body is {"kernel":{"depth":…,"limit":…},"handoff":…,"busy":…,"accepted":…,"rejected":…}.
                    kernel is an object, and all other values are integers, not strings; depth and limit are null
                    where the system does not report them.
                    """)
    void queueIsJson(Rig rig) {
        Server server = rig.start("--admin-port", "0");
        QueueGauge gauge = new QueueGauge(rig, server);
        JsonNode queue = gauge.read();
        for (String name : NUMBERS) {
            if (!queue.path(name).isIntegralNumber() || queue.path(name).asLong() < 0) {
                throw rig.failure("expected " + name + " to be a whole number, "
                        + (queue.has(name) ? "got " + queue.get(name) : "but there is no such member"));
            }
        }
        for (String name : List.of("depth", "limit")) {
            JsonNode value = queue.path("kernel").path(name);
            if (!value.isIntegralNumber() && !value.isNull()) {
                throw rig.failure("expected kernel." + name + " to be a whole number or null, "
                        + (value.isMissingNode() ? "but there is no such member" : "got " + value));
            }
        }
    }

    @Test
    @Check(value = "on the admin port, /live and /ready are 200 and other paths 404, even while every worker "
            + "is busy",
            task = "gauges", rule = "admin-port", points = 1,
            ownServer = true,
            explain = """
                    Operators read these, most of all when the server is too busy to respond on its main port. So the
                    admin port shares neither workers nor a queue with it, and a silent client there blocks no other.
                    """)
    void adminAnswersWhenBusy(Rig rig) {
        Server server = Lab02.start(rig, 1, 1, "--admin-port", "0");
        try (SlowClients crowd = new SlowClients(rig, server).join(1).awaitRead().join(3);
                Client _ = server.connectAdmin()) {
            rig.tell(crowd.size() + " clients occupy the worker, the place in line, and the acceptor; another one is "
                    + "silent on the admin port");
            for (String path : List.of("/live", "/ready")) {
                admin(server, path).expectStatus(200);
            }
            admin(server, "/" + rig.word()).expectStatus(404);
        }
    }

    @Test
    @Check(value = "the admin port is bound to --host only, as the main port is", task = "gauges",
            rule = "bound-address", points = 1, builds = "only-the-given-host",
            ownServer = true,
            explain = """
                    What only operators may read must not be open to the network. A socket bound to a port alone
                    listens on every address of the machine.
                    """)
    void adminOnTheGivenHost(Rig rig) {
        Server server = Lab01.expectOnlyLoopback(rig, "--admin-port", "0");
        rig.control("the admin port can be reached at 127.0.0.1", () -> server.connectAdmin().close());
        if (!server.adminRefuses("127.0.0.2")) {
            throw rig.failure("expected a connection to the admin port at 127.0.0.2 to be refused with "
                    + "--host 127.0.0.1, but the server accepted it");
        }
    }

    private static Answer admin(Server server, String path) {
        return server.admin(get(path));
    }

    @Test
    @Check(value = "busy, handoff and the kernel's depth are right, and fall again, even after clients that reset",
            task = "gauges", rule = "gauges-now", points = 2, builds = "workers-outlive-clients",
            ownServer = true,
            explain = """
                    busy counts the workers that are serving, from taking a connection to the end of its response,
                    however that ends: what was added must be subtracted on every path. handoff counts the connections
                    that wait in line, but not those that are being served.
                    """)
    void nowGauges(Rig rig) {
        int workers = rig.random().nextInt(1, 4);
        int places = rig.random().nextInt(2, 6);
        int outside = rig.random().nextInt(2, 6);
        Server server = Lab02.start(rig, workers, places, "--admin-port", "0");
        QueueGauge gauge = new QueueGauge(rig, server);
        int all = workers + places + 1 + outside;
        try (SlowClients crowd = new SlowClients(rig, server).join(all)) {
            rig.control(outside + " of " + all
                    + " clients wait in the kernel, or one more if the acceptor holds none", () -> {
                        server.awaitIdle();
                        if (!Lab02.comesTrue(() -> Lab02.keepsOutside(server, outside))) {
                            throw rig.failure(Lab02.shown(server.waiting()) + " wait in the kernel");
                        }
                    });
            crowd.expectWorkersFor(workers);
            gauge.expect("busy", workers, "the number of workers with a client");
            gauge.expect("handoff", places, "the number of clients in line");
            gauge.expectDepth(server);
            if (server.waiting().isPresent()) {
                gauge.expect("accepted", all - server.waiting().getAsInt(),
                        "all " + all + " clients except those that wait in the kernel");
            }
            rig.tell("then all of them reset their connections");
            rig.quietly(() -> {
                for (int i = 0; i < all; i++) {
                    crowd.client(i).reset();
                }
            });
            rig.control("the server continues: a client is served",
                    () -> exchange(server, "/control").expectStatus(200));
            gauge.expect("busy", 0, "all clients have gone");
            gauge.expect("handoff", 0, "all clients have gone");
        }
    }

    @Test
    @Check(value = "accepted counts all connections that accept() returned, rejected those that got a 503",
            task = "gauges",
            rule = "counters",
            points = 2,
            ownServer = true,
            explain = """
                    A rejected client was accepted first, so it counts in both. Neither number ever falls.
                    """)
    void countersEver(Rig rig) {
        int served = rig.random().nextInt(2, 6);
        int rejected = rig.random().nextInt(2, 6);
        Server server = Lab02.start(rig, 2, 1, "--overload", "reject", "--admin-port", "0");
        QueueGauge gauge = new QueueGauge(rig, server);
        try (SlowClients inside = new SlowClients(rig, server).join(3)) {
            rig.control(rejected + " clients are rejected while 3 are inside", () -> {
                for (int i = 0; i < rejected; i++) {
                    Lab02.expectRejected(rig, server);
                }
            });
            gauge.expect("accepted", 3 + rejected, "3 clients are inside, and " + rejected + " were rejected");
            gauge.expect("rejected", rejected, "the number of clients that got a 503");
            rig.control("the clients inside are served, and " + served + " more after them", () -> {
                inside.completeAll().expectAllServed();
                for (int i = 0; i < served; i++) {
                    server.awaitIdle();
                    exchange(server, "/" + rig.word()).expectStatus(200);
                }
            });
        }
        gauge.expect("accepted", 3 + rejected + served, served + " more clients were served");
        gauge.expect("rejected", rejected, "no other client was rejected");
    }
}
