package grader.checks.lab14.buffer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.checks.lab14.buffer.PlayedBackend.Call;
import grader.checks.lab14.front.Wire;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Task buffer: the content of a backend is taken before its client reads it. */
public class TakenResponseChecks {

    /** More than a kernel keeps, and less than the buffer for it. */
    private static final int MANY = 640;
    private static final String BUFFER = "50000000";
    private static final String BUDGET = "60000000";
    private static final int FEW = 20;
    /** Much more than a kernel keeps. */
    private static final int ENDLESS = 4_096;
    private static final long WAITS = 96L << 20;
    private static final String LITTLE = "1000000";
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(5);

    private static PlayedBackend open(Rig rig) {
        KernelBuffers.requireLess(rig, PlayedBackend.length(MANY));
        return PlayedBackend.open(rig, "--upstream-connections", "1", "--response-buffer", BUFFER,
                "--response-budget", BUDGET);
    }

    @Test
    @Check(value = "a client that reads slowly does not hold the backend", task = "buffer", rule = "response-taken",
            points = 1, foundation = true, ownServer = true, builds = "framing",
            explain = """
                    A client on a slow line reads a page for a minute that its backend has made in a millisecond. If the
                    edge reads from the backend only when the client has taken the last piece, the backend has that
                    request for the same minute. So the edge takes what comes, up to a limit, and the backend is free.
                    """)
    void slowReader(Rig rig) {
        try (PlayedBackend all = open(rig)) {
            for (Framing framing : Framing.values()) {
                rig.each("its end is known by " + framing, () -> expectTaken(all, framing));
            }
        }
    }

    /** A response is taken while its client reads nothing; then the backend is free; then the client gets all. */
    private static void expectTaken(PlayedBackend all, Framing framing) {
        Rig rig = all.rig();
        long length = PlayedBackend.length(MANY);
        try (Wire client = all.get(); Call call = all.call()) {
            rig.tell("this client reads nothing");
            byte[] piece = framing.piece(all.pattern());
            call.wire().send(framing.head(length));
            long sent = PlayedBackend.fill(call.wire(), piece, MANY, Limits.PATIENCE);
            if (sent < (long) MANY * piece.length) {
                throw rig.failure("expected the edge to take all " + length + " bytes of the content, as "
                        + "--response-buffer is " + BUFFER + ", but after " + sent + " it took no more for "
                        + Limits.shown(Limits.PATIENCE));
            }
            framing.end(call.wire());
            all.expectServed("all content of the first response was sent, so that its connection, all that "
                    + "--upstream-connections allows, is free");
            LongMessage.read(rig, client).expectStatus(200).expectWhole(all.pattern(), length);
        }
    }

    @Test
    @Check(value = "beyond its buffers, the edge takes no more than the client reads", task = "buffer",
            rule = "response-more", points = 1, slow = true, ownServer = true, builds = "slow-reader",
            explain = """
                    Content may be longer than all memory. When --response-buffer is full, or all responses together
                    have --response-budget, the edge reads no more from the backend until its client has read some: then
                    the backend waits, as it would without an edge. A response that finds no room at all still passes,
                    piece by piece.
                    """)
    void longContent(Rig rig) {
        KernelBuffers.requireLess(rig, WAITS / 2);
        rig.each("--response-buffer is small", () -> expectWaits(rig, "--response-buffer", LITTLE,
                "--response-budget", "1000000000"));
        rig.each("--response-budget is small", () -> expectWaits(rig, "--response-buffer", "1000000000",
                "--response-budget", LITTLE));
    }

    private static void expectWaits(Rig rig, String... flags) {
        try (PlayedBackend all = PlayedBackend.open(rig, flags); Wire client = all.get(); Call call = all.call()) {
            rig.tell("this client reads nothing");
            byte[] piece = Framing.CHUNKS.piece(all.pattern());
            call.wire().send(Framing.CHUNKS.head(0));
            long sent = PlayedBackend.fill(call.wire(), piece, ENDLESS, STOP);
            if (sent > WAITS) {
                throw rig.failure("expected the edge to take about " + LITTLE + " bytes, and the kernel a few MiB, "
                        + "while the client reads nothing, but the backend could send " + sent + " bytes");
            }
            rig.step("another response passes", () -> {
                try (Wire other = all.get(); Call second = all.call()) {
                    all.respond(other, second, 8 << 20);
                }
            });
            rig.tell("now the client reads");
            long pieces = sent / piece.length + 1;
            PlayedBackend.sendMeanwhile(call, rest(piece, sent));
            LongMessage.read(rig, client)
                    .expectStatus(200)
                    .expectWhole(all.pattern(), pieces * all.pattern().length);
        }
    }

    /** What is left of the last piece, and the end of the content. */
    private static byte[] rest(byte[] piece, long sent) {
        int from = (int) (sent % piece.length);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(piece, from, piece.length - from);
        rest.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
        return rest.toByteArray();
    }

    @Test
    @Check(value = "when a client leaves, the backend's call ends; when the backend does, the client gets what came",
            task = "buffer", rule = "response-client", points = 1, slow = true, ownServer = true,
            builds = "slow-reader",
            explain = """
                    A buffer is between two who can both leave. If the client has gone, no one needs the rest: close the
                    backend's connection, and free the memory. If the backend breaks off, what it had sent is still the
                    client's, and after the last byte of it the response must look cut (RFC 9112 §8): a failure that
                    overtakes the bytes before it hides them, and a forgotten one makes half a page look whole.
                    """)
    void eitherLeaves(Rig rig) {
        try (PlayedBackend all = open(rig)) {
            rig.each("the client leaves when the buffer is full", () -> expectEnds(all, ENDLESS));
            rig.each("the client leaves while the backend is silent", () -> expectEnds(all, FEW));
            rig.each("after that, there is room for other responses", () -> expectTaken(all, Framing.LENGTH));
            rig.each("the backend ends the connection, and bytes of the length are missing",
                    () -> expectCut(all, Framing.LENGTH, Wire::endOutput));
            rig.each("the backend ends the connection, and the last chunk is missing",
                    () -> expectCut(all, Framing.CHUNKS, Wire::endOutput));
            rig.each("the backend sends what is no chunk",
                    () -> expectCut(all, Framing.CHUNKS, backend -> backend.send("no chunk\r\n")));
            rig.each("the backend resets the connection", () -> expectCut(all, Framing.LENGTH, Wire::reset));
        }
    }

    private static void expectEnds(PlayedBackend all, int patterns) {
        try (Wire client = all.get(); Call call = all.call()) {
            call.wire().send(Framing.LENGTH.head(PlayedBackend.length(ENDLESS + 1)));
            PlayedBackend.fill(call.wire(), all.pattern(), patterns, STOP);
            all.server().awaitIdle();
            client.reset();
            call.wire().expectGone(SOON);
        }
    }

    private interface Ending {
        void of(Wire backend);
    }

    private static void expectCut(PlayedBackend all, Framing framing, Ending ending) {
        try (Wire client = all.get(); Call call = all.call()) {
            all.rig().tell("this client reads nothing");
            call.wire().send(framing.head(PlayedBackend.length(MANY + 1)));
            PlayedBackend.fill(call.wire(), framing.piece(all.pattern()), MANY, Limits.PATIENCE);
            all.server().awaitIdle();
            ending.of(call.wire());
            all.server().awaitIdle();
            all.rig().tell("now the client reads");
            LongMessage.read(all.rig(), client)
                    .expectStatus(200)
                    .expectCut(all.pattern(), PlayedBackend.length(MANY));
        }
    }
}
