package grader.checks.lab11;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.WireMock;
import grader.checks.lab01.Lab01;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.SamePath;
import grader.clients.upstream.Upstream;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.WatchedDatabase;
import grader.machine.os.LinuxProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Task release. */
class ReleaseChecks {

    /** A server's first order loads hundreds of classes. */
    private static final Duration FIRST = Limits.PATIENCE.multipliedBy(3);
    private static final int FEW = 100;
    private static final int MANY = 5_000;

    @Test
    @Check(value = "the server closes all connections to its database before it ends", task = "release",
            rule = "closed-pool", points = 4, foundation = true, ownServer = true,
            explain = """
                    The end of the process would close the sockets, too, but the database then sees connections that
                    broke, and notes an error for each. Close the pool in release, after the server, which borrows from
                    it until its last response.
                    """)
    void closedPool(Rig rig) {
        WatchedDatabase database = rig.database();
        Phases phases = Phases.with(rig, database.url(rig.emptyDatabase()));
        Server server = phases.server();
        rig.control("orders are looked up",
                () -> Lab01.exchange(server, "/orders/" + rig.word()).expectStatus(404));
        phases.drain();
        phases.expectExit(0);
        expectClosed(rig, database);
    }

    private static void expectClosed(Rig rig, WatchedDatabase database) {
        int opened = database.openedConnections();
        long closed = database.events().stream().filter(DatabaseEvent.of(DatabaseEvent.Kind.CLOSE)).count();
        rig.tell("connections to the database: opened " + opened + ", closed by the server " + closed);
        if (opened == 0 || closed != opened) {
            throw rig.failure("expected the server to close the " + opened + " connections that it has opened, but it "
                    + "has closed " + closed);
        }
    }

    @Test
    @Check(value = "so does a server that cannot start, as its port is taken", task = "release", rule = "closed-pool",
            points = 1, ownServer = true, builds = {"closed-pool", "port-in-use"},
            explain = """
                    What was opened before a failure is closed because of it: an orchestrator starts the server again
                    and again, and each start would leave connections behind.
                    """)
    void failedStart(Rig rig) {
        Server first = rig.start(Phases.flags(rig, rig.emptyDatabase()));
        WatchedDatabase database = rig.database();
        String port = String.valueOf(first.address().getPort());
        rig.runToEnd(Phases.flags(rig, database.url(rig.emptyDatabase()), "--port", port))
                .expectRefusal("its port is taken", port);
        expectClosed(rig, database);
    }

    @Test
    @Check(value = "the pool is open until the last request has its response", task = "release", rule = "after-server",
            points = 2, ownServer = true, builds = {"finish", "stop-accepting"},
            explain = """
                    A checkout asks for prices, and only then writes its order. If the pool is closed before the server
                    has drained, that request fails in the middle.
                    """)
    void afterServer(Rig rig) {
        Upstream pricing = rig.sharedUpstream();
        String sku = rig.word() + "-" + rig.random().nextInt(1_000_000);
        String user = rig.word();
        pricing.answers(WireMock.get(SamePath.as("/prices/" + sku)).willReturn(okJson("{\"cents\":5}")));
        String json = "{\"user\":\"" + user + "\",\"email\":\"a@b.example\",\"items\":[{\"sku\":\"" + sku
                + "\",\"quantity\":1}]}";
        Phases phases = Phases.open(rig, "--pricing", pricing.url(), "--pricing-timeout", Limits.ENDLESS, "--user",
                user + ":1000:yes");
        try (ResponseBarrier barrier = pricing.hold("/prices/" + sku); Client client = phases.server().connect()) {
            client.send("POST /checkout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + json.length() + "\r\n\r\n" + json);
            if (!barrier.holds(1, FIRST)) {
                throw rig.failure("expected the checkout to ask for a price, but it did not");
            }
            phases.drainToTheLast();
            rig.tell("the pricing service responds");
            barrier.open();
            client.awaitData(FIRST);
            client.answer().expectStatus(201);
        }
        phases.expectExit(0);
    }

    @Test
    @Check(value = "5,000 requests leave no descriptor open", task = "release", rule = "no-leak", points = 3,
            ownServer = true,
            explain = """
                    A descriptor that stays open after each request is not noticed for hours. Then the limit of the
                    process is reached, and no client can connect any more.
                    """)
    void noLeak(Rig rig) {
        if (!LinuxProcess.tells()) {
            throw rig.skip("only Linux tells how many descriptors another process has open");
        }
        Phases phases = Phases.open(rig);
        Server server = phases.server();
        request(rig, server, FEW);
        int before = settled(server);
        request(rig, server, MANY - FEW);
        int after = settled(server);
        rig.tell("open descriptors after " + FEW + " requests: " + before + ", after " + MANY + ": " + after);
        if (after > before + FEW / 2) {
            throw rig.failure("expected no more open descriptors after " + MANY + " requests than after " + FEW
                    + ", which were " + before + ", got " + after);
        }
    }

    private static int settled(Server server) {
        server.awaitIdle();
        return server.descriptors();
    }

    private static void request(Rig rig, Server server, int count) {
        rig.tell("a client sends " + count + " requests");
        rig.quietly(() -> {
            try (Client client = server.connect()) {
                for (int i = 0; i < count; i++) {
                    client.send(Lab01.get(i % 10 == 0 ? "/orders/none" : "/")).answer();
                }
            }
        });
    }
}
