package grader.checks.lab08;

import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task pool: a fixed number of threads, each with one connection at a time. */
class ThreadPoolChecks {

    private static final int ROUNDS = 3;

    @Test
    @Check(value = "pool: silent clients hold up no others while a thread is free", task = "pool",
            rule = "answers-pool",
            points = 4, foundation = true, ownServer = true,
            explain = """
                    All threads start with the server. Each of them takes the next connection from the queue, whatever
                    the others do.
                    """)
    void poolAnswers(Rig rig) {
        Lab08.expectOthersServed(rig, "pool");
    }

    @Test
    @Check(value = "pool: a connection works as in lab 07", task = "pool", rule = "connection", points = 4,
            slow = true, ownServer = true,
            explain = """
                    An engine changes who waits, and nothing of what the client sees. The connection is that of lab 07,
                    with every response, timeout and end.
                    """)
    void poolConnection(Rig rig) {
        Lab08.tryLab07(rig, "pool", Lab08.CONNECTION);
    }

    @Test
    @Check(value = "pool: a connection keeps its thread between two requests, and the next client waits",
            task = "pool", rule = "full", points = 4, ownServer = true,
            explain = """
                    There are --pool threads, but no more than --workers. A thread that has a connection keeps it until it ends, also
                    while its client is silent. A client that comes then waits in the queue until a connection ends.
                    """)
    void full(Rig rig) {
        rig.each("--pool 2", () -> expectFull(rig, Lab08.start(rig, "pool", "--pool", "2")));
        rig.each("--workers 2", () -> expectFull(rig, Lab08.start(rig, "pool", "--workers", "2")));
    }

    private static void expectFull(Rig rig, Server server) {
        List<Client> kept = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                kept.add(server.connect());
                kept.getLast().send(get("/")).answer().expectStatus(200);
            }
            rig.tell("both clients have their responses, and keep their connections");
            Lab08.expectToWait(rig, server, kept.getFirst());
            rig.each("the connection that was kept gets its second response",
                    () -> kept.getLast().send(get("/")).answer().expectStatus(200));
        } finally {
            kept.forEach(Client::close);
        }
    }

    @Test
    @Check(value = "pool: a thread outlives its clients, however they leave", task = "pool", rule = "survives",
            points = 3,
            ownServer = true,
            explain = """
                    A thread that ends with its connection is missing from then on, and a pool that loses a thread
                    with each bad client has none in the end. So a worker goes on with the next connection, whatever
                    happened to the last.
                    """)
    void survives(Rig rig) {
        Server server = Lab08.start(rig, "pool", "--pool", "1");
        for (int i = 1; i <= ROUNDS; i++) {
            rig.each("after a client that resets, round " + i, () -> {
                Client client = server.connect().send(Lab08.HALF);
                server.awaitRead(client);
                client.reset();
                Lab08.expectServed(server);
            });
            rig.each("after a handler that fails, round " + i, () -> {
                try (Client client = server.connect().send(get("/fail-midway"))) {
                    client.readUntilClose(Limits.PATIENCE);
                }
                Lab08.expectServed(server);
            });
        }
    }
}
