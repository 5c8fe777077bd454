package grader.checks.lab14.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;

/** One end of a connection whose bytes mean nothing: a client of a TCP port, or what the port connects to. */
public final class Wire implements AutoCloseable {

    private static final int PIECE = 64 << 10;
    private static final int PAUSE_MILLIS = 10;

    private final Rig rig;
    private final String who;
    private final SocketChannel channel;

    /** @param who for the transcript and messages, such as `the client` */
    public Wire(Rig rig, String who, SocketChannel channel) throws IOException {
        this.rig = rig;
        this.who = who;
        this.channel = channel;
        channel.socket().setTcpNoDelay(true);
        channel.socket().setSoTimeout((int) Limits.PATIENCE.toMillis());
    }

    public static Wire connect(Rig rig, InetSocketAddress address) {
        return connect(rig, address, 0);
    }

    /** The same; the kernel keeps about so many bytes that the client has not read. @param room 0: it chooses */
    public static Wire connect(Rig rig, InetSocketAddress address, int room) {
        rig.tell("a client connects to port " + address.getPort());
        try {
            SocketChannel channel = SocketChannel.open();
            if (room > 0) {
                channel.socket().setReceiveBufferSize(room);    // before it connects: RFC 7323 §2.2
            }
            channel.connect(address);
            return new Wire(rig, "the client", channel);
        } catch (IOException refused) {
            throw rig.failure("cannot connect to port " + address.getPort() + ": " + refused.getMessage());
        }
    }

    public Wire send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    public Wire send(byte[] bytes) {
        rig.tell(who + " sends " + shown(bytes));
        try {
            channel.socket().getOutputStream().write(bytes);
            return this;
        } catch (IOException gone) {
            throw rig.failure("expected " + who + " to send " + shown(bytes) + ", but: " + gone.getMessage());
        }
    }

    private static String shown(byte[] bytes) {
        return bytes.length > 40 ? bytes.length + " bytes" : "\"" + new String(bytes, ISO_8859_1) + "\"";
    }

    public void expect(String text) {
        expect(text.getBytes(ISO_8859_1));
    }

    public void expect(byte[] bytes) {
        try {
            byte[] came = channel.socket().getInputStream().readNBytes(bytes.length);
            if (!Arrays.equals(bytes, came)) {
                throw rig.failure("expected " + who + " to get " + shown(bytes) + ", but it got "
                        + (came.length == bytes.length ? "others" : shown(came) + ", and then the end"));
            }
            rig.tell(who + " gets " + shown(bytes));
        } catch (IOException failure) {
            throw rig.failure("expected " + who + " to get " + shown(bytes) + ", but " + told(failure));
        }
    }

    private static String told(IOException failure) {
        return failure instanceof SocketTimeoutException ? "they did not come within " + Limits.shown(Limits.PATIENCE)
                : "the connection ended: " + failure.getMessage();
    }

    /** Ends the output, and can still read. */
    public Wire endOutput() {
        rig.tell(who + " ends its output");
        return quietly(channel::shutdownOutput);
    }

    public void expectEnd() {
        String came = next(Limits.PATIENCE);
        if (!came.equals("the end")) {
            throw rig.failure("expected " + who + " to read the end, but there was " + came);
        }
        rig.tell(who + " reads the end");
    }

    /** The connection is reset; what came before counts for nothing. */
    public void expectReset(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        String came = next(limit);
        while (came.equals("more") && end - System.nanoTime() > 0) {
            came = next(Duration.ofNanos(end - System.nanoTime()));
        }
        if (!came.equals("a reset")) {
            throw rig.failure("expected the connection of " + who + " to be reset, but there was " + came);
        }
        rig.tell("the connection of " + who + " is reset");
    }

    /** The connection ends, in whatever way; what came before counts for nothing. */
    public void expectGone(Duration limit) {
        String came = "more";
        for (long end = System.nanoTime() + limit.toNanos(); came.equals("more") && end - System.nanoTime() > 0;) {
            came = next(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        if (!came.equals("a reset") && !came.equals("the end")) {
            throw rig.failure("expected the connection of " + who + " to end, but after " + Limits.shown(limit)
                    + " it is still open");
        }
        rig.tell("the connection of " + who + " has ended");
    }

    /** What comes next. A read that takes longer than {@link Limits#PATIENCE} fails. */
    public InputStream input() {
        try {
            return channel.socket().getInputStream();
        } catch (IOException gone) {
            throw rig.failure("expected " + who + " to read, but: " + gone.getMessage());
        }
    }

    @Override
    public String toString() {
        return who;
    }

    /** Nothing comes for a moment: the connection is open. */
    public void expectOpen(Duration moment) {
        String came = next(moment);
        if (!came.equals("nothing")) {
            throw rig.failure("expected the connection of " + who + " to stay open, but there was " + came);
        }
    }

    private String next(Duration limit) {
        try {
            channel.socket().setSoTimeout((int) Math.max(1, limit.toMillis()));
            return channel.socket().getInputStream().read() < 0 ? "the end" : "more";
        } catch (SocketTimeoutException nothing) {
            return "nothing";
        } catch (IOException gone) {
            return "a reset";
        } finally {
            quietly(() -> channel.socket().setSoTimeout((int) Limits.PATIENCE.toMillis()));
        }
    }

    /** Sends these bytes over and over, until none is taken any more for a second. Returns how many were. */
    public long fill(byte[] bytes, long most) throws IOException, InterruptedException {
        return fill(bytes, most, Duration.ofSeconds(1));
    }

    /** The same, until none is taken any more for so long. Never sends more than `most`. */
    public long fill(byte[] bytes, long most, Duration stop) throws IOException, InterruptedException {
        rig.tell(who + " sends as much as it can");
        ByteBuffer piece = ByteBuffer.wrap(bytes);
        long sent = 0;
        long last = System.nanoTime();
        channel.configureBlocking(false);
        try {
            while (sent < most && System.nanoTime() - last < stop.toNanos()) {
                if (!piece.hasRemaining()) {
                    piece.clear();
                }
                piece.limit((int) Math.min(bytes.length, piece.position() + most - sent));
                int count = channel.write(piece);
                sent += count;
                if (count > 0) {
                    last = System.nanoTime();
                } else {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } finally {
            channel.configureBlocking(true);
        }
        rig.tell(who + " could send " + sent + " bytes");
        return sent;
    }

    /** Reads so many bytes, which have to be these, over and over. */
    public void expectRepeated(byte[] bytes, long count) throws IOException {
        byte[] piece = new byte[PIECE];
        for (long read = 0; read < count;) {
            int some = channel.socket().getInputStream().read(piece, 0, (int) Math.min(PIECE, count - read));
            if (some < 0) {
                throw rig.failure("expected " + who + " to get " + count + " bytes, but after " + read
                        + " there was the end");
            }
            for (int i = 0; i < some; i++) {
                if (piece[i] != bytes[(int) ((read + i) % bytes.length)]) {
                    throw rig.failure("the byte number " + (read + i) + " that " + who + " got is another one than was "
                            + "sent");
                }
            }
            read += some;
        }
        rig.tell(who + " gets all " + count + " bytes");
    }

    /** Closes so that the other side sees a reset. */
    public void reset() {
        rig.tell(who + " resets the connection");
        quietly(() -> channel.socket().setSoLinger(true, 0));
        close();
    }

    @Override
    public void close() {
        quietly(channel::close);
    }

    private interface Step {
        void run() throws IOException;
    }

    private Wire quietly(Step step) {
        try {
            step.run();
        } catch (IOException gone) {
            // The other side has left first. What the check expects next says so.
        }
        return this;
    }
}
