import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A connection of an {@link EventLoop}: a protocol and its non-blocking socket. One thread at a time uses it: see
 * {@link LoopDriver}.
 */
final class LoopConnection {

    private static final int MAX_DROPPED_READS = 16;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Protocol protocol;
    private boolean halfClosed;

    LoopConnection(SocketChannel channel, SelectionKey key, Protocol protocol) {
        this.channel = channel;
        this.key = key;
        this.protocol = protocol;
    }

    Protocol protocol() {
        return protocol;
    }

    /** Lets the selector report when the socket is ready for `operation`, and for nothing else; 0: for nothing. */
    void observe(int operation) {
        try {
            key.interestOps(operation);
        } catch (CancelledKeyException closed) {
            // Another thread has closed the socket: see `abort`.
        }
    }

    /**
     * Returns whether the client has reset the connection, whose socket is ready while another thread works. Looks only
     * once, and leaves what the client has sent. Without bytes, the socket is ready for the end of input, which is no
     * reset, or for an exception. Only after urgent data, which HTTP does not have, there may be a byte: the input ends
     * before it.
     */
    boolean isReset() {
        try {
            if (!key.isReadable()) {
                observe(SelectionKey.OP_READ);
                return false;
            }
            observe(0);
            if (channel.socket().getInputStream().available() == 0 && channel.read(ByteBuffer.allocate(1)) > 0) {
                channel.shutdownInput();
            }
            return false;
        } catch (IOException | CancelledKeyException gone) {
            return true;        // The client left first, or another thread has closed the socket.
        }
    }

    /**
     * Reads once and passes on what came: a client that sends a lot does not get a longer turn than others. Does
     * nothing unless the protocol wants to READ or LINGER. Zero bytes are nothing to pass on. After the end of input,
     * the protocol must want something else ({@link Protocol#requireProgress}).
     *
     * @param input a buffer on the heap; the connection needs it only during this call
     */
    // task loop
    void read(ByteBuffer input) throws IOException {
        Protocol.Wants wants = protocol.wants();
        if (wants != Protocol.Wants.READ && wants != Protocol.Wants.LINGER) {
            return;
        }
        int count = channel.read(input.clear());
        if (count > 0) {
            protocol.receive(input.flip());
        } else if (count < 0) {
            protocol.endOfInput();
            protocol.requireProgress(wants);
        }
    }

    /** Writes as much of the output as the socket takes now. Returns whether it has taken all of it. */
    // task loop
    boolean write() throws IOException {
        ByteBuffer output = protocol.output();
        channel.write(output);
        boolean all = !output.hasRemaining();
        protocol.sent();
        return all;
    }

    /** Half-closes the socket, unless it is already. */
    void halfClose() throws IOException {
        if (!halfClosed) {
            channel.shutdownOutput();
            halfClosed = true;
        }
    }

    /** Tells the protocol that its deadline has passed. */
    void onDeadline() {
        Protocol.Wants late = protocol.wants();
        protocol.onDeadline();
        protocol.requireProgress(late);
    }

    /**
     * Closes the socket. First reads and drops what the client has sent in vain: closing a socket with unread bytes
     * resets the connection, and the last response could be lost.
     */
    void close(ByteBuffer input) throws IOException {
        try (channel) {
            for (int i = 0; i < MAX_DROPPED_READS && channel.read(input.clear()) > 0; i++) {
                // These bytes get no response.
            }
        } finally {
            protocol.closed();
        }
    }

    /** Takes the socket from the selector. From now on, reading and writing block. */
    Transport detach() throws IOException {
        key.cancel();
        channel.configureBlocking(true);
        return Transport.of(channel.socket());
    }

    /** Closes the socket so that the client sees that something is missing. */
    void reset() {
        try {
            abort();
        } finally {
            protocol.closed();
        }
    }

    /**
     * As `reset`, but while another thread uses the protocol. That thread notices when it writes. Even if the process
     * ends first, the client sees a reset.
     */
    void abort() {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException gone) {
            // The client left first.
        }
    }

    /** Checks that the socket is open. */
    void requireOpen() throws ClosedChannelException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }
}
