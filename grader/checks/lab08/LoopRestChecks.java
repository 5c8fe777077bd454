package grader.checks.lab08;

import static grader.checks.lab01.Lab01.get;

import grader.checks.lab02.ProcessorTime;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task loop: a loop that has nothing to do does nothing. */
class LoopRestChecks {

    private static final int FREE = 5;
    private static final int WAITING = 4;

    @Test
    @Check(value = "loop: while all clients are silent, the loop sleeps", task = "loop", rule = "rest", points = 4,
            slow = true, ownServer = true,
            explain = """
                    select returns at once while any socket is ready for what its key observes. A connection that does
                    not want to write must not observe OP_WRITE, and a connection that waits for its reader must not observe
                    OP_READ. A timeout of 0 means no timeout.
                    """)
    void loopRest(Rig rig) {
        Server server = Lab08.start(rig, "loop", "--write-timeout", Limits.ENDLESS);
        List<Client> clients = new ArrayList<>();
        try {
            clients.add(server.connect().send(Lab08.HALF));
            clients.add(server.connect());
            clients.getLast().send(get("/")).answer().expectStatus(200);
            clients.add(server.connectSlow().send(get("/bytes/1073741824")));
            clients.getLast().send(get("/"));       // It waits in the kernel: the first response is not read.
            clients.add(server.connectSlow().send(get("/chunks/1073741824")));
            clients.getLast().halfClose();
            server.awaitIdle();
            rig.tell("one is in the middle of a request, one has its response, two do not read theirs");
            ProcessorTime.expectRest(rig, server, "while all clients are silent");
        } finally {
            clients.forEach(Client::close);
        }
    }

    @Test
    @Check(value = "loop: without room, clients wait in the kernel, and the loop sleeps", task = "loop", rule = "room",
            points = 4, slow = true, ownServer = true,
            explain = """
                    A client that waits in the kernel makes the listener ready, again and again. A loop that cannot
                    accept now, because --workers connections are open or because accept has failed, stops observing
                    the listener, and starts again when a connection ends, or a moment later. A connection also ends when
                    its client leaves: its read returns -1.
                    """)
    void room(Rig rig) {
        rig.each("--workers 2, and a third client", () -> {
            Server server = Lab08.start(rig, "loop", "--workers", "2");
            List<Client> clients = Lab08.connect(server, 2, Lab08.HALF);
            try {
                Lab08.expectToWait(rig, server, clients.getFirst(),
                        () -> ProcessorTime.expectRest(rig, server, "while a client waits in the kernel"));
            } finally {
                clients.forEach(Client::close);
            }
        });
        rig.each("--workers 2, and " + WAITING + " more clients", () -> {
            Server server = Lab08.start(rig, "loop", "--workers", "2");
            List<Client> inside = Lab08.connect(server, 2, Lab08.HALF);
            List<Client> waiting = Lab08.connect(server, WAITING, get("/"));
            try {
                inside.getFirst().disconnect();
                Client served = nextServed(rig, waiting);
                server.awaitIdle();
                for (int i = 1; i < WAITING; i++) {
                    waiting.remove(served);
                    if (answered(waiting).findAny().isPresent()) {
                        throw rig.failure("expected one of the clients that wait to be served when another one leaves, "
                                + "but more of them were");
                    }
                    served.disconnect();
                    served = nextServed(rig, waiting);
                }
            } finally {
                inside.forEach(Client::close);
                waiting.forEach(Client::close);
            }
        });
        rig.each("no descriptor is free", () -> {
            Server server = Lab08.start(rig, "loop");
            Lab08.expectServed(server);
            List<Client> clients = exhaust(rig, server);
            try {
                ProcessorTime.expectRest(rig, server, "while accept fails");
            } finally {
                clients.forEach(Client::close);
            }
            server.awaitIdle();     // Their descriptors are free by then, so no client need be turned away.
            Lab08.expectServed(server);
        });
    }

    /** Waits for the first of these clients that gets a response. */
    private static Client nextServed(Rig rig, List<Client> clients) {
        Lab08.comesTrue(() -> answered(clients).findAny().isPresent());
        Client served = answered(clients).findFirst()
                .orElseThrow(
                        () -> rig.failure("expected one of the " + clients.size() + " clients that wait to be served, "
                                + "as another one has left, but none was within " + Limits.shown(Limits.PATIENCE)));
        served.answer().expectStatus(200);
        return served;
    }

    private static Stream<Client> answered(List<Client> clients) {
        return clients.stream().filter(client -> client.awaitData(Duration.ofMillis(1)));
    }

    /** Lets so many clients connect that the server has no descriptor for the last of them. The caller closes them. */
    static List<Client> exhaust(Rig rig, Server server) {
        server.awaitIdle();     // The descriptor of the last client is closed by then.
        int limit = server.descriptors() + FREE;
        if (!server.limitDescriptors(limit)) {
            throw rig.skip("this machine has no prlimit, which sets limits of a running process");
        }
        rig.tell("the server may open " + FREE + " more descriptors; then " + (FREE + 3) + " clients connect");
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < FREE + 3; i++) {
            clients.add(server.connect());
        }
        rig.control("the server has used up its descriptors", () -> {
            // Most servers let the others wait. Node accepts them with a spare descriptor, and closes them.
            if (!Lab08.comesTrue(() -> server.descriptors() >= limit || server.waiting().orElse(1) > 0)) {
                throw rig.failure("it uses " + server.descriptors() + " of " + limit + ", and no client waits");
            }
        });
        return clients;
    }
}
