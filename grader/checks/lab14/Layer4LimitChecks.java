package grader.checks.lab14;

import grader.checks.lab01.Lab01;
import grader.checks.lab14.front.Wire;
import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Task layer4: what limits and ends connections. */
class Layer4LimitChecks {

    private static final String DRAINS = "lab14 phase drain";
    private static final int MOMENT_MILLIS = 300;
    private static final int SILENCE_MILLIS = 700;
    private static final Duration SOON = Duration.ofSeconds(2);

    @Test
    @Check(value = "a TCP port has a limit of its own, and the next client waits", task = "layer4", rule = "tcp-limit",
            points = 1, ownServer = true,
            explain = """
                    Each connection costs two descriptors, two buffers and two threads. A client that is one too many
                    stays in the queue of the kernel, since there is no response that every protocol understands.
                    """)
    void ownLimit(Rig rig) {
        try (TcpEdge edge = TcpEdge.open(rig, "--tcp-connections", "2"); Wire first = edge.connect();
                Wire firstOther = edge.accept(); Wire second = edge.connect(); Wire secondOther = edge.accept();
                Wire third = edge.connect()) {
            third.send("third");
            if (edge.comes(MOMENT_MILLIS)) {
                throw rig.failure("expected the third client to wait, as --tcp-connections is 2, but it did not");
            }
            Lab01.exchange(edge.server(), "/").expectStatus(200);
            second.send("on");
            secondOther.expect("on");
            first.endOutput();
            firstOther.endOutput();
            try (Wire thirdOther = edge.accept()) {
                thirdOther.expect("third");
            }
        }
    }

    @Test
    @Check(value = "a connection through which no byte moves for too long is reset", task = "layer4",
            rule = "tcp-silence", points = 1, ownServer = true,
            explain = """
                    A side that was switched off sends neither an end nor a reset. Without a limit, its connection
                    stays, and so does the other one.
                    """)
    void silence(Rig rig) {
        try (TcpEdge edge = TcpEdge.open(rig, "--tunnel-timeout", String.valueOf(SILENCE_MILLIS))) {
            rig.untilProven("to send a byte each 200 ms", () -> {
                try (Wire client = edge.connect(); Wire other = edge.accept()) {
                    rig.tell("a byte each 200 ms, for 1 s from each side");
                    if (!staysOpen(rig, client, other) || !staysOpen(rig, other, client)) {
                        return false;
                    }
                    rig.tell("then nothing");
                    client.expectReset(Limits.PATIENCE);
                    other.expectReset(SOON);
                    return true;
                }
            });
        }
    }

    /** Returns false if the connection has ended, and it was this machine that let it be silent for too long. */
    private static boolean staysOpen(Rig rig, Wire client, Wire other) {
        AtomicLong moved = new AtomicLong(System.nanoTime());       // or later: that byte has come through
        try {
            rig.quietly(() -> {
                for (int i = 0; i < 5; i++) {
                    pause(200);
                    long now = System.nanoTime();
                    client.send("a");
                    other.expect("a");
                    moved.set(now);
                }
            });
            return true;
        } catch (CheckFailed ended) {
            if (System.nanoTime() - moved.get() < TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS)) {
                throw ended;
            }
            return false;
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Check(value = "after SIGTERM, open connections go on, and new ones are refused", task = "layer4",
            rule = "tcp-drain", points = 1, ownServer = true,
            explain = """
                    The ports of layer 4 drain together with the main port: stop accepting, wait for the connections,
                    and reset what is left at the end of --drain-timeout.
                    """)
    void drains(Rig rig) {
        rig.each("all connections end by themselves", () -> {
            try (TcpEdge edge = TcpEdge.open(rig); Wire client = edge.connect(); Wire other = edge.accept()) {
                edge.server().signal("TERM");
                awaitRefused(rig, edge);
                client.send("still");
                other.expect("still");
                other.endOutput();
                client.expectEnd();
                client.endOutput();
                other.expectEnd();
                edge.server().expectExit(Limits.STOP);
            }
        });
        rig.each("in the --drain-delay", () -> {
            try (TcpEdge edge = TcpEdge.open(rig, "--drain-delay", Limits.ENDLESS)) {
                edge.server().signal("TERM");
                if (edge.server().awaitLine(DRAINS::equals, Limits.PATIENCE).isEmpty()) {
                    throw rig.failure("expected the line '" + DRAINS + "' on standard output, but it did not come");
                }
                edge.server().awaitIdle();
                try (Wire client = edge.connect(); Wire other = edge.accept()) {
                    client.send("still");
                    other.expect("still");
                }
            }
        });
        rig.each("one is left", () -> {
            try (TcpEdge edge = TcpEdge.open(rig, "--drain-timeout", "1000"); Wire client = edge.connect();
                    Wire other = edge.accept()) {
                edge.server().signal("TERM");
                client.expectReset(Limits.STOP);
                other.expectReset(SOON);
                edge.server().expectExit(Limits.STOP, 1);
            }
        });
    }

    private static void awaitRefused(Rig rig, TcpEdge edge) {
        if (!Await.comesTrue(Limits.PATIENCE, () -> refuses(edge))) {
            throw rig.failure("expected the port to refuse new connections after SIGTERM, but it accepts them");
        }
        rig.tell("a new connection is refused");
    }

    /** A connection that is not refused is reset, which ends what the server may have begun for it. */
    private static boolean refuses(TcpEdge edge) {
        try (Socket early = new Socket(edge.port().getAddress(), edge.port().getPort())) {
            early.setSoLinger(true, 0);
            return false;
        } catch (IOException refused) {
            return true;
        }
    }
}
