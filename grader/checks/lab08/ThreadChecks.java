package grader.checks.lab08;

import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task thread: each connection has a thread of its own. */
class ThreadChecks {

    private static final int CLIENTS = 50;
    private static final int OTHER_THREADS = 10;

    @Test
    @Check(value = "thread: silent clients hold up no others", task = "thread", rule = "answers", points = 3,
            foundation = true, ownServer = true,
            explain = """
                    Each connection has a thread that waits for this client and for no other. One more thread takes the
                    connections, and never waits for a client.
                    """)
    void threadAnswers(Rig rig) {
        Lab08.expectOthersServed(rig, "thread");
    }

    @Test
    @Check(value = "thread: a connection works as in lab 07", task = "thread", rule = "connection", points = 3,
            slow = true, ownServer = true,
            explain = """
                    An engine changes who waits, and nothing of what the client sees. The connection is that of lab 07,
                    with every response, timeout and end.
                    """)
    void threadConnection(Rig rig) {
        Lab08.tryLab07(rig, "thread", Lab08.CONNECTION);
    }

    @Test
    @Check(value = "thread: a connection has a thread of the kernel for as long as it is open", task = "thread",
            rule = "kernel-threads", points = 2, ownServer = true,
            explain = """
                    A platform thread is a thread of the kernel. It starts with the connection and ends with it: a
                    server whose threads stay grows with each client that ever came.
                    """)
    void kernelThreads(Rig rig) {
        Server server = Lab08.start(rig, "thread");
        int before = Lab08.countThreads(rig, server, CLIENTS, Lab08.HALF, (clients, more) -> {
            if (more < CLIENTS - OTHER_THREADS) {
                throw rig.failure("expected about " + CLIENTS + " more threads with " + CLIENTS + " clients, but the "
                        + "server has " + more + " more");
            }
        });
        if (!Lab08.comesTrue(() -> Lab08.threads(rig, server) <= before + OTHER_THREADS)) {
            throw rig.failure("expected the threads to end when their clients have left, but of " + before
                    + " threads the server now has " + Lab08.threads(rig, server));
        }
    }

    @Test
    @Check(value = "thread: --workers limits how many connections are served at the same time", task = "thread",
            rule = "limit", points = 2, ownServer = true,
            explain = """
                    Threads use memory, so their number has a limit. Count them, and wait for one to end before you
                    start the next: a Semaphore does both.
                    """)
    void threadLimit(Rig rig) {
        Server server = Lab08.start(rig, "thread", "--workers", "2");
        List<Client> clients = Lab08.connect(server, 2, Lab08.HALF);
        try {
            Lab08.expectToWait(rig, server, clients.getFirst());
            rig.each("the client that was there all the time",
                    () -> clients.getLast().send(Lab08.REST).answer().expectStatus(200));
            rig.step("another client, after client 3 has left", () -> Lab08.expectServed(server));
        } finally {
            clients.forEach(Client::close);
        }
    }
}
