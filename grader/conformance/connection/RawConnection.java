package grader.conformance.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.http.Bytes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection: bytes as they are told, answers as they come.
 *
 * <p>In what is sent, `|` stands for CR LF. A write that fails is no fault of the server, as long as its answer can be
 * read.
 */
public final class RawConnection implements AutoCloseable {

    private static final int MOST_BYTES = 8 << 20;
    private static final int RESET_NANOS = 100_000_000;

    private final Socket socket = new Socket();
    private final Seen seen;
    private final Duration patience;
    private final StringBuilder in = new StringBuilder();
    private boolean stuck;      // what was sent last is not yet taken
    private boolean ended;
    private boolean reset;

    /** @param patience for each thing that the server has to do */
    RawConnection(InetSocketAddress address, Seen seen, Duration patience) {
        this.seen = seen;
        this.patience = patience;
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, (int) patience.toMillis());
        } catch (IOException error) {
            close();
            throw new Violation("no connection: " + error.getMessage(), Silence.GONE);
        }
    }

    /** The bytes that `text` stands for. */
    public static String bytes(String text) {
        return text.replace("|", "\r\n");
    }

    public RawConnection send(String text) {
        seen.bytes(">", bytes(text));
        return sendQuietly(text);
    }

    /** As `send`, but it is not told: for many small pieces. */
    public RawConnection sendQuietly(String text) {
        if (stuck) {
            return this;
        }
        // In a thread of its own: a server that does not read would keep a write for ever, and its answer may be on its
        // way meanwhile.
        Thread writer = Thread.startVirtualThread(() -> write(bytes(text).getBytes(ISO_8859_1)));
        try {
            stuck = !writer.join(patience);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
        if (stuck) {
            seen.tell("the server takes no more: the rest is not sent after " + patience.toMillis() + " ms");
        }
        return this;
    }

    private void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException error) {
            seen.tell("the connection broke while sending: " + error.getMessage());
        }
    }

    /** Ends the sending side: the client says no more, and still listens. */
    public RawConnection endSending() {
        seen.tell("> (end of the sending side)");
        try {
            socket.shutdownOutput();
        } catch (IOException error) {
            seen.tell("the connection broke: " + error.getMessage());
        }
        return this;
    }

    /** The final answer to a GET, a POST or the like; interim ones are passed over. */
    public Reply reply() {
        return reply("GET");
    }

    /** The final answer to a request with this method. */
    public Reply reply(String method) {
        return maybe(method).orElseThrow(() -> new Violation("expected an answer, but " + how(), Silence.GONE));
    }

    /** The final answer; empty if the connection ends without one. */
    public Optional<Reply> maybe(String method) {
        long deadline = deadline();
        Optional<Reply> reply = next(method, deadline);
        while (reply.isPresent() && reply.get().isInterim()) {
            reply = next(method, deadline);
        }
        return reply;
    }

    /** The next answer, interim or final; empty if the connection ends without one. */
    public Optional<Reply> next(String method) {
        return next(method, deadline());
    }

    /** @param deadline for all of it: a server may send a byte now and then, or one interim answer after another */
    private Optional<Reply> next(String method, long deadline) {
        Optional<Reply> reply = new ReplyReader(in, () -> more(deadline), () -> ended && !reset).read(method);
        reply.ifPresent(one -> seen.bytes("<", one.raw()));
        if (reply.isEmpty() && !ended) {
            tellRest();
            throw new Violation("expected an answer, but " + how(), Silence.LATE);
        }
        return reply;
    }

    /** Waits for the end of the connection; an answer before it is one too many. */
    public void expectEnd() {
        long deadline = deadline();
        while (more(deadline)) {
            // up to the end
        }
        tellRest();
        if (!ended) {
            throw new Violation(
                    "expected the end of the connection, but it is still open after " + patience.toMillis() + " ms",
                    in.isEmpty() ? Silence.LATE : Silence.NONE);
        }
        if (!in.isEmpty()) {
            throw new Violation("expected the end of the connection, but more came: " + Bytes.brief(in.toString()));
        }
    }

    /** Everything that still comes, up to the end of the connection or of our patience. */
    public String rest() {
        long deadline = deadline();
        while (more(deadline)) {
            // up to the end
        }
        tellRest();
        return in.toString();
    }

    private void tellRest() {
        if (!in.isEmpty()) {
            seen.bytes("<", in.toString());
        }
        seen.tell("< (" + how() + ")");
    }

    /** Whether nothing has come, and nothing is there at this moment. */
    public boolean isSilent() {
        return isSilentFor(1);
    }

    /** Waits for so many milliseconds; whether nothing has come by then, and the connection stands. */
    public boolean isSilentFor(int millis) {
        return in.isEmpty() && !more(System.nanoTime() + millis * 1_000_000L) && !ended;
    }

    /** Waits until something comes, or the connection ends. */
    public boolean hears() {
        return !in.isEmpty() || more(deadline());
    }

    public Duration patience() {
        return patience;
    }

    /**
     * Whether the server has reset the connection. Behind the end of the stream a reset shows in a write that fails: a
     * server that has merely closed lets the first one pass. The wait gives a reset time to arrive.
     */
    public boolean wasReset() {
        if (ended && !reset) {
            LockSupport.parkNanos(RESET_NANOS);
            try {
                socket.getOutputStream().write('x');
            } catch (IOException error) {
                seen.tell("< (and behind that a reset)");
                reset = true;
            }
        }
        return reset;
    }

    public boolean hasEnded() {
        return ended;
    }

    private String how() {
        return reset ? "the server reset the connection"
                : ended ? "the server closed the connection"
                        : "nothing more came within " + patience.toMillis() + " ms";
    }

    private long deadline() {
        return System.nanoTime() + patience.toNanos();
    }

    private boolean more(long deadline) {
        long millis = Math.ceilDiv(deadline - System.nanoTime(), 1_000_000);
        if (ended || millis <= 0 || in.length() > MOST_BYTES) {
            return false;
        }
        try {
            socket.setSoTimeout((int) millis);
            byte[] next = new byte[8192];
            int count = socket.getInputStream().read(next);
            ended = count < 0;
            in.append(new String(next, 0, Math.max(count, 0), ISO_8859_1));
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException error) {
            ended = true;
            reset = true;
        }
        return !ended;
    }

    /** Leaves with a reset, whatever is under way. */
    public void reset() {
        seen.tell("> (reset)");
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // then it is closed below
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // nothing is left to close
        }
    }
}
