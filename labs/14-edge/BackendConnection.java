// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a backend. Its socket has a channel, so an interrupt ends a wait for it on every kind of thread, and
 * closes it. One thread reads; another one may write at the same time.
 */
final class BackendConnection implements AutoCloseable {

    private static final int SIZE = 16 * 1024;

    private final SocketChannel channel;
    private final Socket socket;
    private final InputStream source;
    private final ByteBuffer in = ByteBuffer.allocate(SIZE).limit(0);
    private boolean used;       // at least one request has had its response on it

    private BackendConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.socket = channel.socket();
        this.source = socket.getInputStream();
    }

    /** Connects ({@link HostPort#connect}). */
    static BackendConnection open(HostPort address, int millis) throws IOException {
        return new BackendConnection(address.connect(millis));
    }

    /** Returns whether the backend has responded on it before. */
    boolean isUsed() {
        return used;
    }

    /**
     * Returns whether no request can be sent on it: the backend has closed it, or has sent something that no one has
     * asked for. Does not wait.
     */
    boolean isStale() {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) != 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException gone) {
            return true;
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Returns what has arrived and was not taken yet. */
    ByteBuffer input() {
        return in;
    }

    /**
     * Waits for the next bytes, when all others were taken.
     *
     * @return -1 at the end of input
     * @throws java.net.SocketTimeoutException after `nanos` nanoseconds, rounded up to a millisecond
     */
    int read(long nanos) throws IOException {
        long millis = Math.ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1));
        socket.setSoTimeout(Math.clamp(millis, 1, Integer.MAX_VALUE));
        int count = source.read(in.array());
        in.position(0).limit(Math.max(count, 0));
        return count;
    }

    /** Writes all bytes, as fast as the backend takes them. */
    void write(byte[] bytes, int count) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes, 0, count);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** Notes that a response on it is complete, and another request may follow. */
    void responded() {
        used = true;
    }

    /** Returns this connection for a tunnel, with the bytes that have arrived and were not taken. */
    Transport transport() throws IOException {
        socket.setSoTimeout(0);
        byte[] ahead = new byte[in.remaining()];
        in.get(ahead);
        return Transport.of(socket).after(ahead);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
