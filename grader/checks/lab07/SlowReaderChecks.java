package grader.checks.lab07;

import static grader.checks.lab07.Lab07.MIB;
import static grader.checks.lab03.Lab03.expectStatus;
import static grader.checks.lab07.Lab07.get;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Task backpressure: who reads slowly is waited for, and who does not read is not. */
class SlowReaderChecks {

    private static final long MORE_THAN_BUFFERS = 64L * MIB;    // a loopback socket takes 4 MiB without anybody reading
    private static final int WRITE_MILLIS = 500;
    /** Of the timeout: each is for a machine on which the one before was too short to learn anything. */
    private static final int[] MOVING_MILLIS = {500, 2_000, 8_000};
    private static final Duration A_WHILE = Limits.PATIENCE.multipliedBy(3);
    private static final long PAUSE_NANOS = 20_000_000;

    @Test
    @Check(value = "a reader that stops is dropped after --write-timeout", task = "backpressure",
            rule = "write-timeout", points = 5,
            slow = true,
            builds = "keep-alive", ownServer = true, clause = "RFC 9112 §9.5",
            explain = """
                    A client that takes no byte for so long has most likely gone, but still holds a buffer and a socket.
                    A blocking write has no time limit of its own, so the server has to watch the clock and end it. What
                    was sent is not complete, so the connection is reset: SO_LINGER with 0 seconds, then close. A client
                    that waits for its next request is limited by --idle-timeout.
                    """)
    void stopped(Rig rig) {
        Server server =
                rig.start("--idle-timeout", Limits.ENDLESS, "--request-timeout", Limits.ENDLESS, "--write-timeout",
                        "" + WRITE_MILLIS);
        Map<String, Client> clients = new LinkedHashMap<>();
        try (Client kept = server.connect()) {
            rig.control("a client gets its response", () -> kept.send(get("/no-content")).answer().expectStatus(204));
            for (String target : List.of("/bytes/" + MORE_THAN_BUFFERS, "/chunks/" + MORE_THAN_BUFFERS)) {
                clients.put(target, server.connectSlow().send(get(target)));
            }
            rig.tell("they read nothing");
            clients.forEach(
                    (what, client) -> rig.each("no client reads " + what, () -> expectDropped(rig, server, client)));
            rig.each("a client that has read its response, and has been silent since",
                    () -> expectStatus(kept.send(get("/no-content")), 204));
        } finally {
            clients.values().forEach(Client::close);
        }
    }

    private static void expectDropped(Rig rig, Server server, Client client) {
        server.awaitRead(client);
        Optional<Boolean> gone = server.awaitGone(client, A_WHILE);
        if (gone.isEmpty()) {
            LockSupport.parkNanos(Limits.PATIENCE.toNanos() / 2);       // this system does not tell
        }
        long came = gone.orElse(true) ? client.skip(MORE_THAN_BUFFERS, A_WHILE) : 0;
        if (!gone.orElse(true) || came == MORE_THAN_BUFFERS || !client.ended()) {
            throw rig.failure(
                    "expected the server to drop a client that reads nothing for " + WRITE_MILLIS + " ms, but after "
                            + A_WHILE.toSeconds() + " s it still has the connection");
        }
        if (client.how().equals(Client.CLOSED)) {
            throw rig.failure(
                    "expected the server to reset the connection (RST) of a client that reads nothing, but it "
                            + "closed it gracefully: "
                            + "after the bytes in flight the client sees an end like any other");
        }
    }

    @Test
    @Check(value = "a reader that is slow but makes progress is not dropped", task = "backpressure",
            rule = "slow-but-moving", points = 3, slow = true,
            ownServer = true,
            clause = "RFC 9112 §9.5",
            explain = """
                    --write-timeout is the time without progress. Each byte that the socket takes restarts it;
                    otherwise no long response would ever arrive.
                    """)
    void moving(Rig rig) {
        for (int millis : MOVING_MILLIS) {
            Optional<String> lost = readOn(rig, millis);
            if (lost.isEmpty()) {
                return;
            }
            if (millis == MOVING_MILLIS[MOVING_MILLIS.length - 1]) {
                throw rig.failure("expected the server to go on as long as the client reads, but " + lost.get());
            }
            rig.tell(
                    "again, with more time: a busy machine may have kept the server from seeing that the client reads");
        }
    }

    /** Reads steadily for five times the timeout; says how the connection ended, if it did. */
    private static Optional<String> readOn(Rig rig, int millis) {
        Server server =
                rig.start("--idle-timeout", Limits.ENDLESS, "--request-timeout", Limits.ENDLESS, "--write-timeout",
                        "" + millis);
        try (Client client = server.connect().send(get("/bytes/" + Lab07.GIB * 1_000))) {
            rig.tell("read a MiB every " + PAUSE_NANOS / 1_000_000 + " ms, for " + 5 * millis + " ms");
            long began = System.nanoTime();
            long came = 0;
            while (System.nanoTime() - began < 5_000_000L * millis && !client.ended()) {
                LockSupport.parkNanos(PAUSE_NANOS);
                came += client.skip(MIB, A_WHILE);
            }
            return client.ended()
                    ? Optional.of("after " + came + " bytes and " + (System.nanoTime() - began) / 1_000_000 + " ms "
                            + client.how())
                    : Optional.empty();
        }
    }
}
