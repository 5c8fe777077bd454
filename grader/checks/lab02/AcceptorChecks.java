package grader.checks.lab02;

import static grader.checks.lab01.Lab01.exchange;
import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Task acceptor: one thread accepts, others serve.
 *
 * <p>Any response shows that a connection was accepted: how it gets to a worker is another task.
 */
class AcceptorChecks {

    /** More than a few per processor. */
    private static final int MANY_WORKERS = 100;

    @Test
    @Check(value = "one client after another is accepted", task = "acceptor", rule = "next-client", points = 7,
            foundation = true,
            explain = """
                    `accept` returns one connection. The loop around it accepts the next one, until the listening
                    socket is closed.
                    """)
    void acceptsOneAfterAnother(Rig rig) {
        Server server = rig.start();
        for (int i = 1; i <= 6; i++) {
            try (Client client = server.connect()) {
                client.send(get("/" + rig.word()));
                Lab02.expectData(rig, client, "a response for client " + i + " of 6");
            }
        }
    }

    @Test
    @Check(value = "a slow client does not hold up other clients", task = "acceptor", rule = "slow-client", points = 5,
            builds = "hand-off",
            ownServer = true,
            explain = """
                    A worker that waits for its client waits alone. The acceptor never reads: it hands each connection
                    over and accepts the next one, which another worker serves.
                    """)
    void slowClient(Rig rig) {
        Server server = Lab02.start(rig, 2, 16);
        rig.control("a client is served", () -> exchange(server, "/control").expectStatus(200));
        try (SlowClients slow = new SlowClients(rig, server).join(1).awaitRead()) {
            for (int i = 0; i < 4; i++) {
                exchange(server, "/" + rig.word()).expectStatus(200);
            }
            slow.completeAll().expectAllServed();
        }
    }

    @Test
    @Check(value = "--workers clients are served at the same time", task = "acceptor",
            rule = "all-workers", points = 4,
            builds = "hand-off",
            ownServer = true,
            explain = """
                    The server starts --workers threads, and each of them serves clients. Even if all clients but one
                    are slow, that one gets its response.
                    """)
    void allWorkersServe(Rig rig) {
        int workers = rig.random().nextInt(3, 7);
        expectServedTogether(rig, Lab02.start(rig, workers, 16), workers);
        rig.tell("then with --workers " + MANY_WORKERS + ": the last of as many clients is served");
        try (SlowClients crowd = new SlowClients(rig, Lab02.start(rig, MANY_WORKERS, 16)).join(MANY_WORKERS)) {
            crowd.complete(MANY_WORKERS - 1);
            crowd.expectServed(MANY_WORKERS - 1);
        }
    }

    /** The last client gets its response while all others are being served; then the one before it, and so on. */
    private static void expectServedTogether(Rig rig, Server server, int count) {
        try (SlowClients crowd = new SlowClients(rig, server).join(count)) {
            for (int i = count - 1; i >= 0; i--) {
                rig.tell("client " + (i + 1) + " of these " + count + " sends the rest of its request, while the " + i
                        + " before it hold theirs back");
                crowd.complete(i);
                crowd.expectServed(i);
            }
        }
    }

    @Test
    @Check(value = "no more than --workers clients are served at the same time", task = "acceptor",
            rule = "no-more-workers",
            points = 4,
            builds = "hand-off", ownServer = true,
            explain = """
                    The number of threads is fixed: with one thread per connection, a thousand clients would mean a
                    thousand threads. A client that connects while all workers are busy is served once one of them is
                    done.
                    """)
    void noMoreThanWorkers(Rig rig) {
        int workers = rig.random().nextInt(1, 5);
        Server server = Lab02.start(rig, workers, 16);
        try (SlowClients slow = new SlowClients(rig, server).join(workers).awaitRead();
                Client next = server.connect()) {
            String target = "/" + rig.word();
            next.send(get(target));
            server.awaitIdle();
            if (next.awaitData(Duration.ofMillis(2))) {
                next.tellUnread();
                throw rig
                        .failure("expected the client after " + workers + " slow ones to wait for one of the " + workers
                                + " workers, but it got a response while all of them were waiting for their clients");
            }
            int first = rig.random().nextInt(workers);
            slow.complete(first);
            slow.expectServed(first);
            next.answer().expectStatus(200).expectBody("GET " + target + "\n");
        }
    }

    @Test
    @Check(value = "a worker outlives clients that leave, reset, or send garbage", task = "acceptor",
            rule = "workers-survive", points = 5,
            builds = {"hand-off", "inside-is-bounded", "lets-in-when-there-is-room"},
            ownServer = true,
            explain = """
                    Reading from or writing to a client that has gone fails. That affects this client only: the worker
                    closes the connection, reports that it is done, and takes the next one. An exception that skips
                    that report costs a place, and a second report after an exception makes one too many. An exception
                    that ends the worker costs a worker, which is never replaced.
                    """)
    void workersOutliveClients(Rig rig) {
        int workers = rig.random().nextInt(2, 5);
        int places = 12;
        Server server = Lab02.start(rig, workers, places);
        rig.control("a client is served", () -> exchange(server, "/control").expectStatus(200));
        rig.tell("then " + (workers + places + 8)
                + " clients that leave immediately, reset in the middle of a head or after it, or send garbage");
        // The server is suspended meanwhile, so that even a fast one finds each client in its final state.
        server.whileSuspended(() -> rig.quietly(() -> {
            for (int i = 0; i < workers + places + 8; i++) {
                misbehave(server.connect(), i % 4, rig.random());
            }
        }));
        expectServedSoon(rig, server);
        expectServedTogether(rig, server, workers);
        try (SlowClients _ = new SlowClients(rig, server).join(workers + places)) {
            Lab02.expectNoRoom(rig, server, "expected room for " + (workers + places)
                    + " clients, as before those that failed, but more were let in");
        }
    }

    private static void misbehave(Client client, int kind, Random random) {
        switch (kind) {
            case 0 -> client.sendUnlogged("GET /half HTTP/1.1\r\nHost: loc").reset();
            case 1 -> client.disconnect();
            case 2 -> client.sendUnlogged(get("/gone")).reset();
            default -> {
                client.sendUnlogged("\u00e9\u00ff" + random.nextInt() + "\r\n\r\n\r\n");
                client.disconnect();
            }
        }
    }

    /** Until all of them have been taken, there may be no room. How the server responds then is another task. */
    private static void expectServedSoon(Rig rig, Server server) {
        rig.tell("then a client with a whole request");
        if (!Lab02.comesTrue(() -> Lab02.isServed(rig, server))) {
            throw rig.failure("expected the next client to be served, but it got no 200");
        }
    }
}
