package grader.clients.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits that a blocking channel has no limit for. */
final class TimedChannel {

    private static final int AT_ONCE = 64 << 10;        // Java copies what it writes
    private static final long SLICE_MILLIS = 50;        // as long is it before a channel is seen to be closed
    private static final long PAUSE_NANOS = 1_000_000;

    private TimedChannel() {}

    /** Writes `bytes`; false if the system has not taken all of them within `limit`. */
    static boolean write(SocketChannel channel, ByteBuffer bytes, Duration limit) throws IOException {
        channel.configureBlocking(false);
        try {
            writeNow(channel, bytes);
            return !bytes.hasRemaining() || writeOn(channel, bytes, Deadline.in(limit));
        } finally {
            block(channel);
        }
    }

    private static boolean writeOn(SocketChannel channel, ByteBuffer bytes, Deadline deadline) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (bytes.hasRemaining() && deadline.allowsLook()) {
                selector.select(SLICE_MILLIS);
                selector.selectedKeys().clear();
                writeNow(channel, bytes);
            }
        }
        return !bytes.hasRemaining();
    }

    /** As many as there is room for at this moment. */
    private static void writeNow(SocketChannel channel, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        int count = 1;
        while (bytes.hasRemaining() && count > 0) {
            bytes.limit(Math.min(end, bytes.position() + AT_ONCE));
            count = channel.write(bytes);
            bytes.limit(end);
        }
    }

    /** Waits until the kernel knows of an error of this connection, such as a reset, for `limit` at most. */
    static void awaitError(SocketChannel channel, Duration limit) throws IOException {
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            // Connected, it is never ready for this; but an error makes a key ready for all that it is interested in.
            channel.register(selector, SelectionKey.OP_CONNECT);
            Deadline deadline = Deadline.in(limit);
            while (deadline.allowsLook() && selector.selectNow() == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } finally {
            block(channel);
        }
    }

    private static void block(SocketChannel channel) throws IOException {
        if (channel.isOpen()) {
            channel.configureBlocking(true);
        }
    }
}
