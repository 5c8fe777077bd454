package grader.checks.lab02;

import static grader.checks.lab01.Lab01.exchange;
import static grader.checks.lab01.Lab01.request;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task hand-off: the line between acceptor and workers. */
class HandOffChecks {

    private static final int OUTSIDE = 3;
    /** An acceptor that waits half a second for each of them needs much longer than {@link #SOON}. */
    private static final int MANY = 30;
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    @Check(value = "every client is served, even if more come, one after another, than there are places",
            task = "hand-off",
            rule = "places",
            points = 4,
            foundation = true,
            explain = """
                    The acceptor puts each connection at the end of the line. A worker takes one from the front,
                    serves it as in lab 01, and reports that it is done, which frees its place. A place that is not
                    freed is lost for good. In Java, these three methods are `offer`, `take` and `done`.
                    """)
    void everyClientIsServed(Rig rig) {
        Server server = Lab02.start(rig, 2, 6);
        for (int i = 1; i <= 12; i++) {
            String target = "/" + rig.word();
            rig.each("client " + i + " of 12 requests " + target,
                    () -> exchange(server, target).expectStatus(200).expectBody("GET " + target + "\n"));
        }
        try (Client client = server.connect()) {
            client.send(request("HEAD", "/" + rig.word())).answer("HEAD").expectStatus(200);
        }
    }

    @Test
    @Check(value = "first come, first served", task = "hand-off", rule = "first-come", points = 5,
            ownServer = true,
            explain = """
                    The client that has waited longest is next. With one worker, the access log lists the requests in
                    the order in which their clients connected. In any other order, a client could wait forever while
                    others come and go.
                    """)
    void firstComeFirstServed(Rig rig) {
        int places = rig.random().nextInt(4, 8);
        Server server = Lab02.start(rig, 1, places);
        expectInOrder(rig, server, places, "client 1 has the worker, the others wait in line");
    }

    @Test
    @Check(value = "clients that wait for room are let in when there is some, and served in order", task = "hand-off",
            rule = "first-come", points = 2, builds = "overload",
            ownServer = true,
            explain = """
                    A client that has waited for room comes after those in line. While the acceptor waits, it holds no
                    lock that a worker needs to make room.
                    """)
    void letsInWhenThereIsRoom(Rig rig) {
        int places = rig.random().nextInt(2, 5);
        Server server = Lab02.start(rig, 1, places);
        expectInOrder(rig, server, places + OUTSIDE,
                "client 1 has the worker, " + places + " wait in line, and the last ones for room");
    }

    private static void expectInOrder(Rig rig, Server server, int waiting, String where) {
        try (SlowClients crowd = new SlowClients(rig, server).join(1).awaitRead().join(waiting)) {
            rig.tell(where + "; then they send the rest of their requests");
            for (int i = 0; i <= waiting; i++) {
                server.awaitIdle();
                crowd.complete(i);
            }
            for (int i = 0; i <= waiting; i++) {
                expectNext(rig, server, crowd, i);
                crowd.expectServed(i);
            }
        }
    }

    private static void expectNext(Rig rig, Server server, SlowClients crowd, int number) {
        Lab02.comesTrue(() -> server.logLines().size() > number);
        List<String> log = server.logLines();
        if (log.size() <= number || !log.get(number).equals(crowd.logLine(number))) {
            log.forEach(line -> rig.tell("access log: " + line));
            throw rig.failure("expected line " + (number + 1) + " of the access log to be '" + crowd.logLine(number)
                    + "', because that client was number " + (number + 1) + " to connect, but "
                    + (log.size() <= number ? "there is no such line" : "it is '" + log.get(number) + "'"));
        }
    }

    @Test
    @Check(value = "--workers plus --queue connections fit inside, and no more, even after many have been served",
            task = "hand-off", rule = "inside",
            points = 5, ownServer = true,
            explain = """
                    Each connection takes a place when it is offered and keeps it until it is done, in line and with a
                    worker. There are workers + queue places, and each is freed exactly once. With --overload reject,
                    a client that finds none gets a 503 immediately: the acceptor does not wait a while for a place,
                    since the next client waits for the acceptor.
                    """)
    void insideIsBounded(Rig rig) {
        int workers = rig.random().nextInt(1, 4);
        int places = rig.random().nextInt(2, 5);
        int room = workers + places;
        Server server = Lab02.start(rig, workers, places, "--overload", "reject");
        int sockets = server.sockets();
        try (SlowClients inside = new SlowClients(rig, server).join(room);
                SlowClients outside = new SlowClients(rig, server).join(MANY).completeAll()) {
            rig.tell("the first " + room + " fit inside, " + workers + " with workers and " + places
                    + " in line; the last " + MANY + " find no room");
            if (!outside.findsNoRoom(SOON)) {
                throw rig.failure("expected " + MANY + " clients to find no room while " + room
                        + " are inside, all of them within " + Limits.shown(SOON) + ", but "
                        + (MANY - outside.received()) + " of them were let in or still wait");
            }
            if (inside.anyReceived()) {
                throw rig.failure(
                        "expected the first " + room + " clients to be let in, but one of them was rejected");
            }
            inside.completeAll().expectAllServed();
        }
        rig.tell("those have been served, and their connections are closed; then as many again");
        Lab02.comesTrue(() -> server.sockets() <= sockets);
        server.awaitIdle();
        try (SlowClients inside = new SlowClients(rig, server).join(room)) {
            if (inside.anyReceived()) {
                throw rig.failure("expected room for " + room + " clients again, after the first " + room
                        + " were served, but one of them was rejected");
            }
            Lab02.expectNoRoom(rig, server,
                    "expected room for " + room + " clients and no more, after the first " + room
                            + " were served, but more were let in");
        }
    }

    @Test
    @Check(value = "with --queue 0, every worker still serves", task = "hand-off", rule = "queue-zero", points = 2,
            ownServer = true,
            explain = """
                    Without places in line, there is still one place for each worker, and no other. --queue 0 is a
                    valid choice, so the server starts and serves.
                    """)
    void noPlaces(Rig rig) {
        int workers = rig.random().nextInt(2, 5);
        Server server = Lab02.start(rig, workers, 0, "--overload", "reject");
        try (SlowClients crowd = new SlowClients(rig, server).join(workers).awaitRead()) {
            Lab02.expectNoRoom(rig, server, "expected no room in line with --queue 0, but a client waits there");
            crowd.completeAll().expectAllServed();
        }
        rig.tell("the workers are free again; then a client tries until it is served");
        if (!Lab02.comesTrue(() -> Lab02.isServed(rig, server))) {
            throw rig.failure("expected a client to be served after the workers were free again, but none was");
        }
    }

    @Test
    @Check(value = "waiting for room costs no processor time", task = "hand-off",
            rule = "quiet-waiting", points = 2,
            ownServer = true,
            explain = """
                    A thread that keeps asking whether there is room takes a processor away from the workers, and only
                    they can make room. The waiting thread must sleep until a worker is done. In Java, `put` waits
                    with `acquire`, which sleeps; a loop around `offer` spins.
                    """)
    void restsWhenFull(Rig rig) {
        Server server = Lab02.start(rig, 1, 1);
        try (SlowClients _ = new SlowClients(rig, server).join(2 + OUTSIDE)) {
            server.awaitIdle();
            ProcessorTime.expectRest(rig, server, "while no client can be let in");
        }
    }
}
