package grader.checks.lab07;

import static grader.checks.lab07.Lab07.MIB;
import static grader.checks.lab07.Lab07.expectStatus;
import static grader.checks.lab07.Lab07.get;

import grader.run.Check;
import grader.run.Limits;
import grader.run.Need;
import grader.run.Rig;
import grader.run.Server;
import grader.wire.Client;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Task backpressure: who reads slowly is waited for, and who does not read is not. */
class SlowReaderChecks {

    private static final long MORE_THAN_BUFFERS = 64L * MIB;    // a loopback socket takes 4 MiB without anybody reading
    private static final int WRITE_MILLIS = 500;
    private static final long MOVING_NANOS = 5L * WRITE_MILLIS * 1_000_000;
    private static final long PAUSE_NANOS = 20_000_000;
    private static final long TOO_LONG_NANOS = WRITE_MILLIS * 1_000_000L / 3;

    @Check(value = "a reader that stops is dropped after --write-timeout", task = "backpressure", points = 5, slow = true,
            builds = "keep-alive", needs = Need.FLAGS, clause = "RFC 9112 §9.5",
            explain = "A client that takes no byte for so long has most likely gone, and holds a buffer and a socket. A blocking write has no "
                    + "time limit of its own: somebody has to look at the clock, and close the socket. A client that waits for its next "
                    + "request is --idle-timeout's business.")
    void stopped(Rig rig) {
        Server server = rig.start("--idle-timeout", "60000", "--request-timeout", "60000", "--write-timeout", "" + WRITE_MILLIS);
        Map<String, Client> clients = new LinkedHashMap<>();
        try (Client kept = server.connect()) {
            rig.control("a client is answered", () -> kept.send(get("/no-content")).answer().expectStatus(204));
            for (String target : List.of("/bytes/" + MORE_THAN_BUFFERS, "/chunks/" + MORE_THAN_BUFFERS)) {
                clients.put(target, server.connectSlow().send(get(target)));
            }
            rig.tell("they read nothing");
            clients.forEach((what, client) -> rig.each("nobody reads " + what, () -> expectDropped(rig, server, client)));
            rig.each("a client that has read its answer, and was silent since", () -> expectStatus(kept.send(get("/no-content")), 204));
        } finally {
            clients.values().forEach(Client::close);
        }
    }

    private static void expectDropped(Rig rig, Server server, Client client) {
        server.awaitRead(client);
        Optional<Boolean> gone = server.awaitGone(client, Limits.PATIENCE);
        if (gone.isEmpty()) {
            LockSupport.parkNanos(Limits.PATIENCE.toNanos() / 2);       // this system does not tell
        }
        long came = gone.orElse(true) ? client.skip(MORE_THAN_BUFFERS, Limits.PATIENCE) : 0;
        if (!gone.orElse(true) || came == MORE_THAN_BUFFERS || !client.ended()) {
            throw rig.failure("expected the server to give up a client that reads nothing for " + WRITE_MILLIS + " ms, but after "
                    + Limits.PATIENCE.toSeconds() + " s it still has the connection");
        }
    }

    @Check(value = "a reader that is slow, but moves, is not dropped", task = "backpressure", points = 3, slow = true, needs = Need.FLAGS,
            clause = "RFC 9112 §9.5",
            explain = "--write-timeout is the time without progress. Each byte that the socket takes begins it anew: else no long answer would "
                    + "ever arrive.")
    void moving(Rig rig) {
        Server server = rig.start("--idle-timeout", "60000", "--request-timeout", "60000", "--write-timeout", "" + WRITE_MILLIS);
        for (int attempt = 0; attempt < 3; attempt++) {
            try (Client client = server.connect().send(get("/bytes/" + Lab07.GIB))) {
                rig.tell("read a MiB every " + PAUSE_NANOS / 1_000_000 + " ms, for " + MOVING_NANOS / 1_000_000 + " ms");
                long began = System.nanoTime();
                long longest = 0;
                long came = 0;
                while (System.nanoTime() - began < MOVING_NANOS && !client.ended()) {
                    long before = System.nanoTime();
                    LockSupport.parkNanos(PAUSE_NANOS);
                    came += client.skip(MIB, Limits.PATIENCE);
                    longest = Math.max(longest, System.nanoTime() - before);
                }
                if (!client.ended()) {
                    return;
                }
                if (longest < TOO_LONG_NANOS || attempt == 2) {      // else this machine was too slow to learn anything: again
                    throw rig.failure("expected the server to go on as long as the client reads, but after " + came + " bytes and "
                            + (System.nanoTime() - began) / 1_000_000 + " ms " + client.how());
                }
            }
        }
    }
}
