package grader.checks.lab14;

import grader.checks.lab14.front.Wire;
import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Task layer4: bytes that pass, and the ends of connections. */
class Layer4Checks {

    private static final int MANY = 1 << 20;
    private static final long MOST_HELD = 64 << 20;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int FEW = 4;
    private static final Duration MOMENT = Duration.ofMillis(300);

    @Test
    @Check(value = "bytes pass both ways, whatever they are", task = "layer4", rule = "tcp-untouched", points = 1,
            ownServer = true, foundation = true,
            explain = """
                    A port of layer 4 knows no requests. Each byte goes on as soon as it comes, in both directions at
                    the same time, and either side may be the first to send.
                    """)
    void bytesPass(Rig rig) {
        try (TcpEdge edge = TcpEdge.open(rig); Wire client = edge.connect(); Wire other = edge.accept()) {
            rig.step("the other server sends first", () -> {
                other.send("220 " + rig.word());
                client.expect("220 ");
            });
        }
        try (TcpEdge edge = TcpEdge.open(rig); Wire client = edge.connect(); Wire other = edge.accept()) {
            rig.step("a byte each way, again and again", () -> {
                for (int i = 0; i < 3; i++) {
                    client.send("\u0000" + i);
                    other.expect("\u0000" + i);
                    other.send("\u00ff" + i);
                    client.expect("\u00ff" + i);
                }
            });
            rig.step("a MiB each way at the same time", () -> {
                byte[] there = new byte[MANY];
                byte[] back = new byte[MANY];
                rig.random().nextBytes(there);
                rig.random().nextBytes(back);
                CompletableFuture<Void> sent = CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> client.send(there)),
                        CompletableFuture.runAsync(() -> other.send(back)));
                CompletableFuture<Void> got = CompletableFuture.runAsync(() -> other.expect(there));
                client.expect(back);
                got.join();
                sent.join();
            });
        }
    }

    @Test
    @Check(value = "the end of one side is passed on, and the other side can still send", task = "layer4",
            rule = "tcp-half-close", points = 2, ownServer = true,
            explain = """
                    A connection is two streams. At the end of one, the server ends its output on the other connection
                    (shutdownOutput), and nothing else: what comes the other way still has to pass. Both connections are
                    closed when both streams have ended.
                    """)
    void halfClose(Rig rig) {
        try (TcpEdge edge = TcpEdge.open(rig)) {
            rig.each("the client ends first", () -> {
                try (Wire client = edge.connect(); Wire other = edge.accept()) {
                    endsFirst(client, other);
                }
            });
            rig.each("the other server ends first", () -> {
                try (Wire client = edge.connect(); Wire other = edge.accept()) {
                    endsFirst(other, client);
                }
            });
            rig.each("both connections are closed", () -> closed(rig, edge));
        }
    }

    private static void closed(Rig rig, TcpEdge edge) {
        int before = edge.server().descriptors();
        rig.tell("the server has " + before + " descriptors open; " + 4 * FEW + " connections begin and end");
        rig.quietly(() -> {
            for (int i = 0; i < 4 * FEW; i++) {
                try (Wire client = edge.connect(); Wire other = edge.accept()) {
                    endsFirst(client, other, Duration.ZERO);
                }
            }
        });
        if (!Await.comesTrue(Limits.PATIENCE, () -> edge.server().descriptors() <= before + FEW)) {
            throw rig.failure("expected no descriptor to be left of connections that have ended, but the server has "
                    + edge.server().descriptors() + " open, and had " + before + " before " + 4 * FEW
                    + " connections");
        }
    }

    private static void endsFirst(Wire first, Wire second) {
        endsFirst(first, second, MOMENT);
    }

    private static void endsFirst(Wire first, Wire second, Duration open) {
        first.send("all").endOutput();
        second.expect("all");
        second.expectEnd();
        first.expectOpen(open);
        second.send("one more");
        first.expect("one more");
        second.send("and another").endOutput();
        first.expect("and another");
        first.expectEnd();
    }

    @Test
    @Check(value = "a side that does not read holds up the other side, and nothing else", task = "layer4",
            rule = "tcp-backpressure", points = 1, ownServer = true,
            explain = """
                    Read only when everything is written that was read before. Then the kernel's buffers fill, and the
                    sender has to wait, as without a server in between. Nothing is dropped, and memory does not grow.
                    The other direction has a thread of its own.
                    """)
    void backpressure(Rig rig) throws Exception {
        byte[] bytes = new byte[MANY - 1];
        rig.random().nextBytes(bytes);
        try (TcpEdge edge = TcpEdge.open(rig)) {
            rig.each("the other server does not read", () -> {
                try (Wire client = edge.connect(); Wire other = edge.accept()) {
                    heldUp(rig, edge, client, other, bytes);
                }
            });
            rig.each("the client does not read", () -> {
                try (Wire client = edge.connect(); Wire other = edge.accept()) {
                    heldUp(rig, edge, other, client, bytes);
                }
            });
        }
    }

    private static void heldUp(Rig rig, TcpEdge edge, Wire sender, Wire reader, byte[] bytes) {
        try {
            long sent = sender.fill(bytes, MOST_HELD);
            if (sent >= MOST_HELD) {
                throw rig.failure("expected the sender to be held up, as the other side does not read, but it could "
                        + "send " + sent + " bytes");
            }
            reader.send("the other way");
            sender.expect("the other way");
            try (Wire next = edge.connect(); Wire other = edge.accept()) {
                next.send("next");
                other.expect("next");
            }
            reader.expectRepeated(bytes, sent);
            sender.endOutput();
            reader.expectEnd();
        } catch (IOException failure) {
            throw rig.failure("the connection failed: " + failure.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Check(value = "a reset of one side is passed on", task = "layer4", rule = "tcp-reset", points = 1,
            ownServer = true,
            explain = """
                    A reset says that something is missing. If the other side reads an end instead, it takes what it has
                    got for all there is. Both threads have to end, too: one of them waits in the connection that works.
                    """)
    void resetPassedOn(Rig rig) {
        try (TcpEdge edge = TcpEdge.open(rig)) {
            rig.each("the client resets", () -> {
                try (Wire client = edge.connect(); Wire other = edge.accept()) {
                    client.send("a");
                    other.expect("a");
                    client.reset();
                    other.expectReset(SOON);
                }
            });
            rig.each("the other server resets", () -> {
                try (Wire client = edge.connect(); Wire other = edge.accept()) {
                    other.send("a");
                    client.expect("a");
                    other.reset();
                    client.expectReset(SOON);
                }
            });
            rig.each("the other server resets after the client has ended its output", () -> {
                try (Wire client = edge.connect(); Wire other = edge.accept()) {
                    client.send("a").endOutput();
                    other.expect("a");
                    other.expectEnd();
                    other.reset();
                    client.expectReset(SOON);
                }
            });
        }
    }

    @Test
    @Check(value = "if the other server refuses, the client is reset", task = "layer4", rule = "tcp-refused",
            points = 1, ownServer = true,
            explain = """
                    An end without a byte looks like a server that has nothing to say. The next client is tried again:
                    the other server may be back.
                    """)
    void refused(Rig rig) throws IOException {
        int otherPort = rig.freePort();
        try (TcpEdge edge = TcpEdge.alone(rig, otherPort)) {
            for (int i = 0; i < 2; i++) {
                try (Wire client = edge.connect()) {
                    client.expectReset(Limits.PATIENCE);
                }
            }
            try (var listener = TcpEdge.listen(otherPort); Wire client = edge.connect();
                    Wire other = edge.accept(listener, (int) Limits.PATIENCE.toMillis())) {
                client.send("back");
                other.expect("back");
            }
        }
    }
}
