package grader.checks.lab08;

import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task process: each connection has a process of its own. */
class ProcessChecks {

    private static final int BEGINNING = 1_000_000;

    @Test
    @Check(value = "process: each connection has a process of its own", task = "process", rule = "own-process",
            points = 1, foundation = true, ownServer = true,
            explain = """
                    The child starts with the connection and serves all of its requests. Another connection has another
                    child. GET /pid tells which process handles a request.
                    """)
    void ownProcess(Rig rig) {
        Server server = Lab08.start(rig, "process");
        try (Client first = server.connect(); Client second = server.connect()) {
            String pid = pid(first);
            if (!pid.equals(pid(first))) {
                throw rig.failure("expected one process for both requests of a connection, but they had two");
            }
            if (pid.equals(pid(second))) {
                throw rig.failure("expected two processes for two connections, but both have " + pid.strip());
            }
        }
    }

    private static String pid(Client client) {
        return client.send(get("/pid")).answer().expectStatus(200).body();
    }

    @Test
    @Check(value = "process: the crash of one child harms no other client", task = "process", rule = "crash",
            points = 2, ownServer = true,
            explain = """
                    The child of one connection ends in the middle of a request. Its client sees that its response is
                    missing: the connection is reset. The other connections, and those that come later, have processes
                    that know nothing of it.
                    """)
    void crash(Rig rig) {
        Server server = Lab08.start(rig, "process");
        try (Client other = server.connect(); Client client = server.connect(); Client later = server.connect()) {
            for (Client each : List.of(other, client, later)) {
                each.send(get("/")).answer().expectStatus(200);
            }
            client.send(get("/crash"));
            client.readUntilClose(Limits.PATIENCE);
            rig.each("the client whose process crashed gets no response, and sees a reset", () -> {
                if (!client.unread().isEmpty() || !client.wasReset()) {
                    throw rig.failure("expected a reset without a response, but "
                            + (client.unread().isEmpty() ? client.how() : client.unread().length() + " bytes came"));
                }
            });
            rig.each("the other clients", () -> {
                other.send(get("/")).answer().expectStatus(200);
                later.send(get("/")).answer().expectStatus(200);
            });
            rig.each("a new client", () -> Lab08.expectServed(server));
        }
    }

    @Test
    @Check(value = "process: a child ends when its client is gone", task = "process", rule = "no-orphan", points = 1,
            ownServer = true,
            explain = """
                    A client that leaves in the middle of its response leaves a child that wants to write the rest. Its
                    parent ends it, whatever happened: else each such client costs a process.
                    """)
    void noOrphan(Rig rig) {
        Server server = Lab08.start(rig, "process", "--write-timeout", Limits.ENDLESS);
        int before = server.processes();
        try (Client client = server.connect().send(get("/bytes/1073741824"))) {
            client.skip(BEGINNING, Limits.PATIENCE);
            rig.tell("the client reads " + BEGINNING + " bytes");
            client.reset();
        }
        if (!Lab08.comesTrue(() -> server.processes() <= before)) {
            throw rig.failure("expected the child to end, but the server has " + server.processes()
                    + " processes, and had " + before + " without clients");
        }
    }

    @Test
    @Check(value = "process: a connection works as in lab 07", task = "process", rule = "connection", points = 1,
            slow = true, ownServer = true,
            explain = """
                    An engine changes who waits, and nothing of what the client sees. The end of the client's side
                    reaches the child, and the end of the child's output reaches the client.
                    """)
    void processConnection(Rig rig) {
        Lab08.tryLab07(rig, "process", List.of("kept", "halfClosed", "refused", "failMidwayOld", "idle", "stopped"));
    }
}
