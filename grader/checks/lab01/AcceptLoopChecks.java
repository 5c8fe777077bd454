package grader.checks.lab01;

import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Task accept-loop: any number of clients, one after another.
 *
 * <p>Any response shows that a client was accepted: reading the head and writing the response are other tasks.
 */
class AcceptLoopChecks {

    private static final int CROWD = 200;
    private static final int SILENT = 30;

    @Test
    @Check(value = "one client after another is served", task = "accept-loop", rule = "one-after-another", points = 6,
            foundation = true,
            explain = """
                    `accept` returns one connection. Serve it, so that the client gets its response. Then accept the
                    next one, for as long as the server runs.
                    """)
    void oneAfterAnother(Rig rig) {
        Server server = rig.borrow();
        for (int i = 0; i < 6; i++) {
            expectToBeServed(rig, server, "client " + (i + 1) + " of 6");
        }
    }

    @Test
    @Check(value = "a client that connects and leaves does no harm", task = "accept-loop", rule = "no-client-ends-it",
            points = 4,
            explain = """
                    When a client has left, reading from it reaches the end of the stream or throws an exception.
                    Catch the exception inside the loop: it affects this client and no other.
                    """)
    void survivesLeaving(Rig rig) {
        Server server = survives(rig, "left without sending anything", Client::disconnect);
        rig.tell("then " + CROWD + " that connect and leave");
        for (int i = 0; i < CROWD; i++) {
            server.connect().disconnect();
        }
        expectToBeServed(rig, server, "the client after them");
    }

    @Test
    @Check(value = "thirty clients that say nothing do no harm", task = "accept-loop", rule = "one-after-another",
            points = 2, builds = "read-head",
            explain = """
                    Clients that wait are served later, one after another or side by side. If there are more than the
                    server can take, they stay in the kernel's queue: a limit of its own must not end the loop, nor
                    lose a client.
                    """)
    void survivesSilence(Rig rig) {
        Server server = rig.borrow("--read-timeout", "50");
        rig.control("a well-behaved client is served",
                () -> expectToBeServed(rig, server, "the well-behaved client"));
        List<Client> silent = new ArrayList<>();
        server.whileSuspended(() -> {
            for (int i = 0; i < SILENT; i++) {
                silent.add(server.connect());
            }
        });
        silent.getFirst().awaitData(Limits.PATIENCE);
        rig.tell("when the first of them has been disconnected, all leave");
        silent.forEach(Client::disconnect);
        expectToBeServed(rig, server, "the client after " + SILENT + " that said nothing");
    }

    @Test
    @Check(value = "a client that resets its connection does no harm", task = "accept-loop", rule = "no-client-ends-it",
            points = 4,
            explain = """
                    Reading from or writing to a connection that was reset throws an IOException. The loop must
                    continue after it.
                    """)
    void survivesReset(Rig rig) {
        survives(rig, "reset their connections in the middle of a head", client -> {
            client.send("GET /half HTTP/1.1\r\nHost: loc");
            client.reset();
        });
    }

    @Test
    @Check(value = "a client that sends garbage and leaves does no harm", task = "accept-loop",
            rule = "no-client-ends-it", points = 4,
            explain = """
                    A request that the server cannot understand may get a 400 or no response. Either way the loop
                    continues, and the next client is served.
                    """)
    void survivesGarbage(Rig rig) {
        survives(rig, "sent garbage and left", client -> {
            byte[] garbage = new byte[60];
            rig.random().nextBytes(garbage);
            StringBuilder text = new StringBuilder();
            for (byte one : garbage) {
                text.append((char) (one & 0xff));
            }
            client.send(text + "\r\n\r\n\r\n");
            client.disconnect();
        });
    }

    private static Server survives(Rig rig, String what, Consumer<Client> client) {
        Server server = rig.borrow();
        rig.control("a well-behaved client is served",
                () -> expectToBeServed(rig, server, "the well-behaved client"));
        // The server is suspended meanwhile, so that even a fast one finds each client in its final state.
        server.whileSuspended(() -> {
            for (int i = 0; i < 3; i++) {
                client.accept(server.connect());
            }
        });
        expectToBeServed(rig, server, "the client after three that " + what);
        return server;
    }

    private static void expectToBeServed(Rig rig, Server server, String who) {
        try (Client client = server.connect()) {
            client.send(get("/" + rig.word()));
            if (!client.awaitData(Limits.PATIENCE) || client.unread().isEmpty()) {
                server.tellIfQueued();
                throw client.missing("a response for " + who);
            }
        }
    }
}
