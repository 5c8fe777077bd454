package grader.checks.lab08;

import static grader.checks.lab01.Lab01.get;

import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Client;
import grader.server.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task virtual: a thread for each connection that is no thread of the kernel. */
class VirtualChecks {

    private static final int CLIENTS = 200;
    private static final int FEW = 60;

    @Test
    @Check(value = "virtual: silent clients hold up no others", task = "virtual", rule = "answers-virtual", points = 3,
            foundation = true, ownServer = true,
            explain = """
                    Each connection has a thread that waits for this client and for no other. A virtual thread does so,
                    too.
                    """)
    void virtualAnswers(Rig rig) {
        Lab08.expectOthersServed(rig, "virtual");
    }

    @Test
    @Check(value = "virtual: a connection works as in lab 07", task = "virtual", rule = "connection", points = 3,
            builds = "thread-connection", slow = true, ownServer = true,
            explain = """
                    An engine changes who waits, and nothing of what the client sees. The connection is that of lab 07,
                    with every response, timeout and end.
                    """)
    void virtualConnection(Rig rig) {
        Lab08.tryLab07(rig, "virtual", Lab08.CONNECTION);
    }

    @Test
    @Check(value = "virtual: 200 handlers that wait at the same time share a few threads of the kernel",
            task = "virtual", rule = "few-threads", points = 4, ownServer = true,
            explain = """
                    A virtual thread occupies a thread of the kernel only while it runs. 200 threads of the kernel for
                    200 clients mean that these are platform threads.
                    """)
    void fewThreads(Rig rig) {
        expectFewThreads(rig, "virtual");
    }

    /** While many handlers wait, the server has few threads, and each client gets its response in the end. */
    static void expectFewThreads(Rig rig, String engine) {
        Server server = Lab08.start(rig, engine);
        Lab08.expectServed(server);
        int before = Lab08.threads(rig, server);
        List<Client> clients = Lab08.connect(server, CLIENTS, get("/slow/3000"));
        try {
            int with = Lab08.threads(rig, server);
            rig.tell(CLIENTS + " clients request /slow/3000: the server had " + before + " threads, and has " + with);
            if (with > before + FEW) {
                throw rig.failure("expected at most " + FEW + " more threads of the kernel for " + CLIENTS
                        + " handlers that wait, but the server has " + (with - before) + " more");
            }
            rig.quietly(() -> clients.forEach(client -> client.answer().expectStatus(200)));
            rig.tell("all of them got their responses");
        } finally {
            clients.forEach(Client::close);
        }
    }
}
