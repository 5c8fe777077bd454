package grader.clients.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * One connection to a server, byte by byte. What comes is kept until it is taken, up to {@link Limits#RESPONSE}.
 *
 * <p>Every wait has a limit: {@link #within} begins one, and all reads up to the next one share its deadline. A write
 * that fails, or that the server does not take in time, is told by {@link #how} and not thrown: there may be a response
 * all the same.
 *
 * <p>For one thread at a time; only {@link #close} may come from another one.
 */
public final class RawConnection implements ByteSource, AutoCloseable {

    /** What {@link #how} says of the ends of a connection. */
    public static final String CLOSED = "the server closed the connection";
    public static final String RESET = "the server reset the connection (RST)";
    /** What may be added to that: why servers do it without meaning to. */
    public static final String INSTEAD =
            " instead of closing it; that is what closing a socket with unread bytes does, or closing the "
                    + "port before the connection is accepted";

    private static final int AT_ONCE = 16 << 10;

    private final SocketChannel channel;
    private final StringBuilder bytes = new StringBuilder();
    private Duration limit = Duration.ZERO;      // of the wait that goes on, or was the last
    private Deadline deadline = Deadline.in(limit);
    private boolean stuck;      // a write was given up: what would come after it makes no sense
    private boolean full;       // more came than is kept, so no more was read
    private boolean ended;
    private boolean inOrder;    // and by the end of the stream
    private boolean reset;
    private boolean probed;     // for a reset after the end: a second probe could meet what the first one caused
    private String how = "";

    private RawConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects as this peer.
     *
     * @throws IOException if that is refused, or not done within `limit`
     */
    public static RawConnection connect(InetSocketAddress address, Peer peer, Duration limit) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            peer.prepare(channel.socket());
            channel.socket().connect(address, Math.toIntExact(limit.toMillis()));
            if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
                // a client may get the very port that it asks for: TCP connects it with itself then
                throw new ConnectException("Connection refused");
            }
            return new RawConnection(channel);
        } catch (IOException error) {
            channel.close();
            throw error;
        }
    }

    /**
     * Sends bytes. After a write that was given up nothing is sent any more.
     *
     * @param limit for all of them
     * @return whether the system took all of them; otherwise {@link #how} says why not
     */
    public boolean send(byte[] all, Duration limit) {
        if (stuck) {
            return false;
        }
        try {
            ByteBuffer left = ByteBuffer.wrap(all);
            stuck = !TimedChannel.write(channel, left, limit);
            how = stuck ? "the server took no more than " + left.position() + " of " + all.length + " bytes within "
                    + Limits.shown(limit) : how;
            return !stuck;
        } catch (IOException error) {
            return broke(" while sending", error);
        }
    }

    /** Ends the sending side: the server sees the end of what this client says, and can still respond. */
    public boolean halfClose() {
        try {
            channel.socket().shutdownOutput();
            return true;
        } catch (IOException error) {
            return broke("", error);
        }
    }

    /** Begins a wait: whatever is read from here on has to come within `limit`. */
    public RawConnection within(Duration limit) {
        this.full = false;
        this.limit = limit;
        this.deadline = Deadline.in(limit);
        return this;
    }

    @Override
    public StringBuilder bytes() {
        return bytes;
    }

    @Override
    public boolean more() {
        int room = Math.min(AT_ONCE, Limits.RESPONSE - bytes.length());
        if (!ended && room <= 0) {
            tooMuch();
            return false;
        }
        byte[] next = new byte[AT_ONCE];
        int count = read(next, room);
        bytes.append(Bytes.text(Arrays.copyOf(next, count)));
        return count > 0;
    }

    @Override
    public void tooMuch() {
        full = true;
        how = "the server still sent";
    }

    /** All that comes until the connection ends, or the wait does. It stays there to be read. */
    public String rest() {
        while (more()) {
            // up to the end
        }
        return bytes.toString();
    }

    /** Reads and drops up to `most` bytes; says how many. Fewer at the end, and at the deadline. */
    public long skip(long most) {
        long dropped = Math.min(most, bytes.length());
        bytes.delete(0, (int) dropped);
        byte[] next = new byte[(int) Math.min(most, AT_ONCE)];
        for (int count = 1; count > 0 && dropped < most; dropped += count) {
            count = read(next, (int) Math.min(next.length, most - dropped));
        }
        return dropped;
    }

    /** Waits for bytes; 0 if none come. */
    private int read(byte[] into, int most) {
        try {
            while (!ended && deadline.allowsLook()) {
                int count = readFor(deadline.millis(), into, most);
                if (count > 0) {
                    return count;
                }
                ended = count < 0;
                inOrder = ended && !reset;
                how = reset ? RESET : CLOSED;
            }
        } catch (IOException error) {
            ended = true;
            broke("", error);
            how = reset ? RESET : how;
        }
        how = ended ? how : (bytes.isEmpty() ? "nothing" : "no more") + " came within " + Limits.shown(limit);
        return 0;
    }

    /** The number of bytes; 0 if none came in so many milliseconds, -1 at the end. */
    private int readFor(int millis, byte[] into, int most) throws IOException {
        channel.socket().setSoTimeout(millis);
        try {
            return channel.socket().getInputStream().read(into, 0, most);
        } catch (SocketTimeoutException silence) {
            return 0;
        }
    }

    private boolean broke(String when, IOException error) {
        reset |= isReset(error);
        how = "the connection broke" + when + " (" + error.getMessage() + ")";
        return false;
    }

    /** Whether this is what a reset comes to in Java. */
    public static boolean isReset(IOException error) {
        return String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT).contains("reset");
    }

    /** Whether nothing more can come, however it ended. */
    public boolean isOver() {
        return ended;
    }

    @Override
    public boolean hasEnded() {
        return inOrder;
    }

    public boolean isReset() {
        return reset;
    }

    /** Whether so much has come in this wait that no more was read. */
    public boolean isFull() {
        return full;
    }

    /** Whether a write was given up. */
    public boolean isStuck() {
        return stuck;
    }

    /** Why no more came, or was sent: the end of the connection, or silence. */
    public String how() {
        return how;
    }

    /**
     * Waits until the connection is known to be reset, for `limit` at most. After the end of the stream a read does not
     * show a reset, but a write fails; where the server has merely closed, the first write passes. So the wait is for
     * any error that the kernel has to tell. Asked again, it says the same.
     */
    public boolean awaitReset(Duration limit) {
        if (!reset && ended && !probed && !channel.socket().isOutputShutdown()) {
            probed = true;
            try {
                TimedChannel.awaitError(channel, limit);
                TimedChannel.write(channel, ByteBuffer.wrap(new byte[] {'x'}), limit);
            } catch (IOException error) {
                reset = true;
            }
        }
        return reset;
    }

    public InetSocketAddress local() {
        return (InetSocketAddress) channel.socket().getLocalSocketAddress();
    }

    public InetSocketAddress remote() {
        return (InetSocketAddress) channel.socket().getRemoteSocketAddress();
    }

    /** Leaves with a reset instead of the end of the stream. */
    public void reset() {
        try {
            channel.socket().setSoLinger(true, 0);
        } catch (IOException gone) {
            // then it is closed below
        }
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // nothing is left to close
        }
    }
}
