package grader.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A raw client: it sends the bytes it is given and shows the bytes that come.
 *
 * <p>It never waits for more than it asked for: `answer` returns as soon as the response is complete. A write error is
 * no failure as long as an answer can be read: servers may refuse early. Every wait has a limit in time and in bytes.
 */
public final class Client implements AutoCloseable {

    /** Ten times and more of what a right server needs, so that a busy machine does not matter. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What {@link #how} says of an end in good order. */
    public static final String CLOSED = ReceiveBuffer.CLOSED;

    private final Socket socket;
    private final Transcript transcript;
    private final Peer who;
    private final ReceiveBuffer incoming;
    private final AnswerReader reader;

    private Client(Socket socket, Transcript transcript, Peer who) {
        this.socket = socket;
        this.transcript = transcript;
        this.who = who;
        this.incoming = new ReceiveBuffer(socket);
        this.reader = new AnswerReader(incoming, transcript, who);
    }

    /**
     * Connects.
     *
     * @param who whose steps these are in the transcript
     * @throws CheckFailed if nobody listens there
     */
    public static Client connect(InetSocketAddress address, Transcript transcript, Peer who) {
        String target = address.getAddress().getHostAddress() + ":" + address.getPort();
        Socket socket = new Socket();
        try {
            transcript.tell(who, "connect " + target + who.from());
            who.prepare(socket);
            socket.connect(address, (int) PATIENCE.toMillis());
            return new Client(socket, transcript, who);
        } catch (IOException error) {
            closeQuietly(socket);
            transcript.mark(0, 0, 0, "a connection");
            throw new CheckFailed("cannot connect to " + target + ": " + error.getMessage());
        }
    }

    /** Sends text, one byte a char. */
    public Client send(String text) {
        transcript.sent(who, text);
        return sendUnseen(text);
    }

    /** As `send`, but leaves no step: for many small pieces that are told in words. */
    public Client sendUnseen(String text) {
        try {
            socket.getOutputStream().write(Bytes.of(text));
        } catch (IOException error) {
            incoming.brokeWhileSending(error);
        }
        return this;
    }

    /** Reads one response to a GET, POST or the like. */
    public Answer answer() {
        return answer("GET");
    }

    /** Reads one response to a request with this method: HEAD has no body (RFC 9112 §6.3). */
    public Answer answer(String method) {
        return reader.answer(method);
    }

    /**
     * Reads, and keeps nothing: up to `most` bytes, fewer if the connection ends or nothing comes for so long. For more
     * than a client can keep. The check tells of it.
     */
    public long skip(long most, Duration limit) {
        return incoming.skip(most, limit);
    }

    /** How the connection ended, or why no more came. */
    public String how() {
        return incoming.how();
    }

    /** Fails because `expected` has not come: the transcript and the message say what came instead of it. */
    public CheckFailed missing(String expected) {
        return reader.missing(expected, "");
    }

    /** Whether anything at all comes within `limit`: an answer, or the end of the connection. */
    public boolean hearsWithin(Duration limit) {
        return !incoming.bytes().isEmpty() || incoming.ended() || incoming.more(incoming.until(limit))
                || incoming.ended();
    }

    /** What comes behind an answer until the connection ends, or the time is over. */
    public String behind(Duration limit) {
        long deadline = incoming.until(limit);
        while (incoming.more(deadline)) {
            // everything up to the end
        }
        return incoming.bytes().toString();
    }

    /** Waits until the server ends the connection; what still comes before that is returned. */
    public String expectEnd(Duration limit) {
        String rest = behind(limit);
        if (!incoming.ended()) {
            String open = incoming.isFull() ? "the server still sends after " + ReceiveBuffer.MOST_MIB + " MiB"
                    : "the connection is still open after " + ReceiveBuffer.shown(limit);
            transcript.tell(who, "< " + open);
            transcript.mark(0, 0, 0, "the end of the connection");
            throw new CheckFailed(
                    "expected the server to end the connection, but " + open.replaceFirst("the connection", "it"));
        }
        transcript.tell(who, "< " + incoming.how());
        return rest;
    }

    /** Notes in the transcript what has come and was not part of an answer, or how the connection ended. */
    public void tellUnread() {
        reader.tellUnread();
    }

    /** What has come and was not part of an answer. */
    public String unread() {
        return incoming.bytes().toString();
    }

    public boolean ended() {
        return incoming.ended();
    }

    /**
     * Whether the connection was cut off by a reset; behind the end of the stream that shows only in a write that
     * fails. A server that has merely closed lets the first write pass. The wait gives its reset time to arrive. The
     * transcript has told the end of the stream by then; so what came behind it is a step of its own.
     */
    public boolean wasReset() {
        if (incoming.isReset()) {
            return true;
        }
        LockSupport.parkNanos(100_000_000);
        sendUnseen("x");
        boolean reset = incoming.isReset() || incoming.how().contains("broke");
        if (reset) {
            transcript.tell(who,
                    "< and behind that a reset (RST): bytes came that the server had not read when it closed");
            transcript.mark(0, 0, 0, "nothing behind the end");
        }
        return reset;
    }

    /** Ends the sending side: the server sees the end of what this client says, and can still answer. */
    public void endSending() {
        transcript.tell(who, "end the sending side");
        try {
            socket.shutdownOutput();
        } catch (IOException error) {
            incoming.brokeWhileSending(error);
        }
    }

    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Where it has connected to. */
    public InetSocketAddress remote() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /** Leaves with a reset instead of a goodbye. */
    public void reset() {
        transcript.tell(who, "reset the connection");
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyGone) {
            // then it is closed below
        }
        closeQuietly(socket);
    }

    /** Leaves politely. */
    public void leave() {
        transcript.tell(who, "close the connection");
        closeQuietly(socket);
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nothing is left to close
        }
    }
}
