package grader.checks.lab13;

import static grader.checks.lab13.BusyServer.get;

import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Task shed: what a server that gets too much does not turn away. */
class ShedOnlyChecks {

    private static final int TARGET = 400;
    /** More than twice the target. */
    private static final Duration LONG = Duration.ofMillis(3 * TARGET);

    /** A server that has turned requests away, when there were too many, and has nothing to do now. */
    private static BusyServer afterFlood(Rig rig) {
        BusyServer busy = ShedChecks.oneWorker(rig, TARGET);
        rig.step("too many requests come", () -> {
            if (Flood.of(rig, busy.server(), ShedChecks.MANY, ShedChecks.WORK).refused() == 0) {
                throw rig.failure("expected some of them to get a 503");
            }
            busy.server().awaitIdle();
        });
        return busy;
    }

    @Test
    @Check(value = "when fewer requests come, none is turned away any more", task = "shed", rule = "shed-over",
            points = 2, ownServer = true, builds = "standing-queue",
            explain = """
                    The next request that has hardly waited says that it is over. A server that only asks whether it was
                    too busy before turns clients away for no reason, perhaps for good.
                    """)
    void afterward(Rig rig) {
        BusyServer busy = afterFlood(rig);
        rig.step("one client comes after the other", () -> {
            for (int i = 0; i < 10; i++) {
                busy.exchange(get("/slow/" + ShedChecks.WORK, "Connection: close")).expectStatus(200);
            }
        });
    }

    @Test
    @Check(value = "the admin port responds while the server turns others away", task = "shed", rule = "shed-admin",
            points = 2, ownServer = true, builds = "standing-queue",
            explain = """
                    An operator looks at a server when it has too much to do, and a load balancer does. If the admin
                    port says no as well, the server is blind, and is soon restarted with all that it is doing.
                    """)
    void adminPort(Rig rig) {
        BusyServer busy = ShedChecks.oneWorker(rig, TARGET / 4);
        Map<String, Integer> before = new TreeMap<>();
        for (String path : new String[] {"/live", "/ready", "/metrics"}) {
            rig.control("GET " + path, () -> before.put(path, busy.admin(path).expectStatus(200).status()));
        }
        rig.tell("20 clients send GET /slow/" + ShedChecks.WORK + " again and again, and the operator looks meanwhile");
        rig.quietly(() -> {
            try (PressingClients clients = new PressingClients(busy.server(), 20, "/slow/" + ShedChecks.WORK)) {
                for (int i = 0; i < 3; i++) {
                    clients.awaitRefused(rig, 5);
                    before.forEach((path, status) -> busy.admin(path).expectStatus(status));
                }
            }
        });
    }

    @Test
    @Check(value = "what a client does itself is no wait", task = "shed", rule = "shed-own", points = 1,
            ownServer = true, builds = "standing-queue", slow = true,
            explain = """
                    A request waits from the moment in which the server could have begun with it. Before its first byte
                    has come, and until it is complete, the server waits for the client. And a request that was sent
                    ahead waits for those before it on its connection, however idle the server is.
                    """)
    void ownTime(Rig rig) {
        BusyServer busy = afterFlood(rig);
        rig.each("it sends its request late", () -> {
            try (Client client = busy.server().connect()) {
                rig.pass(LONG);
                client.send(get("/json")).answer().expectStatus(200);
            }
        });
        rig.each("it sends its request slowly", () -> {
            try (Client client = busy.server().connect().send("GET /json HTTP/1.1\r\nHost: loc")) {
                busy.server().awaitRead(client);
                rig.pass(LONG);
                client.send("alhost\r\n\r\n").answer().expectStatus(200);
            }
        });
        rig.each("it sends the next request late", () -> {
            try (Client client = busy.server().connect().send(get("/json"))) {
                client.answer().expectStatus(200);
                rig.pass(LONG);
                client.send(get("/json")).answer().expectStatus(200);
            }
        });
        rig.each("it sends two requests together, and the first one takes long", () -> {
            try (Client client = busy.server().connect().send(get("/slow/" + LONG.toMillis()) + get("/json"))) {
                client.answer().expectStatus(200);
                client.answer().expectStatus(200);
            }
        });
    }
}
