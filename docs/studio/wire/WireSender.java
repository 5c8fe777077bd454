package docs.studio.wire;

import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.core.console.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/** The built-in client: it sends bytes as they are, at once or in pieces, on a connection of its own. */
final class WireSender {

    static final int MOST_AT_ONCE = 16;
    static final int MOST_BYTES = 1 << 20;
    static final int MOST_PIECES = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_READ = 1L << 30;

    /** What it does after the last byte: waits for a response, says that it sends no more, or resets the connection. */
    enum End {
        WAIT, FIN, RST
    }

    /**
     * How it sends.
     *
     * @param piece bytes of one write; 0: all
     * @param pauseMillis between two writes
     */
    record Order(byte[] bytes, int piece, int pauseMillis, End end) {

        Order {
            if (bytes.length > MOST_BYTES) {
                throw new UserError("the request has " + bytes.length + " bytes", "send up to " + MOST_BYTES);
            }
            if (piece < 0 || pauseMillis < 0 || pauseMillis > 10_000) {
                throw new UserError("the pieces have " + piece + " bytes, the pauses " + pauseMillis + " ms",
                        "give a number of bytes, and up to 10,000 ms");
            }
            if (piece > 0 && bytes.length / piece > MOST_PIECES) {
                throw new UserError("these are " + bytes.length / piece + " pieces", "make them larger");
            }
        }
    }

    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    /**
     * Begins to send, and returns the client's port; 0 if it was reset at once, as it is without a server. It leaves
     * after 10 s of silence.
     */
    int send(int port, Order order) {
        if (!free.tryAcquire()) {
            throw new UserError(MOST_AT_ONCE + " requests still wait for their responses", "wait for one of them");
        }
        RawConnection connection;
        try {
            connection = RawConnection.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                    Peer.client(), PATIENCE);
        } catch (IOException error) {
            free.release();
            if (RawConnection.isReset(error)) {
                return 0;
            }
            throw UserError.of(error, "connecting to the wire's port " + port);
        }
        int client = connection.local().getPort();
        Thread.ofPlatform().daemon().name("wire-client").start(() -> {
            try (connection) {
                send(connection, order);
            } catch (InterruptedException stop) {
                // the studio ends
            } finally {
                free.release();
            }
        });
        return client;
    }

    private static void send(RawConnection connection, Order order) throws InterruptedException {
        byte[] all = order.bytes();
        int piece = order.piece() == 0 ? Math.max(1, all.length) : order.piece();
        for (int at = 0; at < all.length; at += piece) {
            if (at > 0) {
                Thread.sleep(order.pauseMillis());
            }
            if (!connection.send(Arrays.copyOfRange(all, at, Math.min(all.length, at + piece)), PATIENCE)) {
                return;
            }
        }
        if (order.end() == End.RST) {
            connection.reset();
            return;
        }
        if (order.end() == End.FIN) {
            connection.halfClose();
        }
        long read = 0;
        for (long count = 1; count > 0 && read < MOST_READ; read += count) {
            count = connection.within(PATIENCE).skip(1 << 16);
        }
    }

    /** One char per byte. */
    static byte[] bytes(String text) {
        if (text.chars().anyMatch(c -> c > 255)) {
            throw new UserError("the request has a character that is no byte", "write it as \\xNN");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
