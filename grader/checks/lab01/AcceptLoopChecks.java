package grader.checks.lab01;

import static grader.checks.lab01.Lab01.get;

import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Client;
import grader.http.Limits;
import grader.server.Server;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Task accept-loop: any number of clients, one after another.
 *
 * <p>Whether a client was taken shows in that something comes back, whatever it is: reading and answering are other
 * tasks.
 */
class AcceptLoopChecks {

    @Test
    @Check(value = "one client after another is served", task = "accept-loop", rule = "one-after-another", points = 8,
            foundation = true,
            explain = """
                    accept() returns one connection. Serve it, so that the client gets its response; then the loop
                    accepts the next one, for as long as the server lives.
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
                    A read from a client that has left ends or throws. That is this client's trouble: catch it inside
                    the loop.
                    """)
    void survivesLeaving(Rig rig) {
        survives(rig, "leaves without a word", Client::disconnect);
    }

    @Test
    @Check(value = "a client that resets its connection does no harm", task = "accept-loop", rule = "no-client-ends-it",
            points = 4,
            explain = """
                    Reading from or writing to a connection that was reset throws an IOException. The loop must go on
                    after it.
                    """)
    void survivesReset(Rig rig) {
        survives(rig, "resets its connection in the middle of a head", client -> {
            client.send("GET /half HTTP/1.1\r\nHost: loc");
            client.reset();
        });
    }

    @Test
    @Check(value = "a client that sends garbage and leaves does no harm", task = "accept-loop",
            rule = "no-client-ends-it", points = 4,
            explain = """
                    What cannot be understood may be answered or not. Either way the next client is served.
                    """)
    void survivesGarbage(Rig rig) {
        survives(rig, "sends garbage and leaves", client -> {
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

    private static void survives(Rig rig, String what, Consumer<Client> client) {
        Server server = rig.borrow();
        rig.control("a polite client is served", () -> expectToBeServed(rig, server, "the polite client"));
        // The server is held meanwhile, so that it finds them as they are in the end, however quick it is.
        server.whileSuspended(() -> {
            for (int i = 0; i < 3; i++) {
                client.accept(server.connect());
            }
        });
        expectToBeServed(rig, server, "the client after three of which each " + what);
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
