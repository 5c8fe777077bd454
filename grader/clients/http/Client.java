package grader.clients.http;

import grader.core.console.MachineFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A raw client of a check: it sends the bytes it is given, and what comes is shown in the transcript.
 *
 * <p>It never waits for more than it asked for: `answer` returns as soon as the response is complete. A write error is
 * no failure as long as a response can be read: servers may refuse early. Every wait has a limit in time and in bytes,
 * a write too.
 */
public final class Client implements AutoCloseable {

    /** What {@link #how} says of an end in good order. */
    public static final String CLOSED = RawConnection.CLOSED;

    /** For a reset that comes after the end of the stream. It is on its way by then. */
    private static final Duration RESET_LIMIT = Duration.ofMillis(250);

    private final RawConnection connection;
    private final ResponseReader reader;
    private final Transcript transcript;
    private final Peer who;

    private Client(RawConnection connection, Transcript transcript, Peer who) {
        this.connection = connection;
        this.reader = new ResponseReader(connection);
        this.transcript = transcript;
        this.who = who;
    }

    /**
     * Connects.
     *
     * @param who whose steps these are in the transcript
     * @throws CheckFailed if no server listens there
     * @throws MachineFault if this machine has no port or no descriptor for the client
     */
    public static Client connect(InetSocketAddress address, Transcript transcript, Peer who) {
        String target = address.getAddress().getHostAddress() + ":" + address.getPort();
        transcript.tell(who, "connect " + target + who.from());
        try {
            return new Client(RawConnection.connect(address, who, Limits.PATIENCE), transcript, who);
        } catch (IOException error) {
            MachineFault.of(error).ifPresent(fault -> {
                throw fault;
            });
            transcript.mark(0, 0, 0, "a connection");
            throw new CheckFailed("cannot connect to " + target + ": " + error.getMessage());
        }
    }

    /** Says something about this client, in the transcript. */
    public void tell(String words) {
        transcript.tell(who, words);
    }

    /** Sends text, one byte a char. */
    public Client send(String text) {
        transcript.sent(who, text);
        return sendUnlogged(text);
    }

    /** As `send`, but leaves no step: for many small pieces that are told in words. */
    public Client sendUnlogged(String text) {
        boolean went = !connection.isStuck();
        connection.send(Bytes.of(text), Limits.PATIENCE);
        if (went && connection.isStuck()) {
            transcript.tell(who, connection.how());
        }
        return this;
    }

    /** Reads one response to a GET, POST or the like. */
    public Answer answer() {
        return answer("GET");
    }

    /**
     * Reads one response to a request with this method: HEAD has no body (RFC 9112 §6.3). It has to be whole, and its
     * chunks in order.
     */
    public Answer answer(String method) {
        connection.within(Limits.PATIENCE);
        Optional<Response> read = reader.next(method);
        if (read.isEmpty()) {
            throw unread().isEmpty() ? missing("a response")
                    : missing("the empty line after the head", unread(), unread().length() + " bytes");
        }
        Response response = read.get();
        response.violation(Rule.CHUNK).ifPresent(wrong -> {
            transcript.received(who, response.raw() + unread());
            transcript.mark(0, 0, 0, wrong.expected());
            throw new CheckFailed(wrong.toString());
        });
        // without a length the body goes on until the connection ends, or nothing more comes
        boolean whole = response.isWhole()
                || response.framing() == Response.Framing.CONNECTION && !connection.isFull();
        if (!whole) {
            Response.Missing missing = response.missing().orElseThrow();
            throw missing(missing.expected(), response.raw(), missing.after());
        }
        transcript.received(who, response.raw());
        return new Answer(transcript, who, response);
    }

    /** Fails because `expected` has not come: the transcript and the message say what came instead of it. */
    public CheckFailed missing(String expected) {
        return missing(expected, unread(), "");
    }

    private CheckFailed missing(String expected, String came, String after) {
        tellReceived(came);
        if (!came.isEmpty()) {
            transcript.tell(who, "< then " + connection.how());
        }
        transcript.mark(0, 0, 0, expected.replaceAll(",.*", ""));
        String many = Limits.shown(came.length() >= Limits.RESPONSE ? Limits.RESPONSE : Limits.HEAD);
        return new CheckFailed("expected " + expected + ", but "
                + (after.isEmpty() ? "" : "after " + (connection.isFull() ? many : after) + " ") + connection.how()
                + (connection.isReset() ? RawConnection.INSTEAD : ""));
    }

    /** Notes in the transcript what has come and was not part of a response, or how the connection ended. */
    public void tellUnread() {
        tellReceived(unread());
    }

    private void tellReceived(String came) {
        if (came.isEmpty()) {
            transcript.tell(who, "< " + connection.how());
        } else {
            transcript.received(who, came);
        }
    }

    /**
     * Reads, and keeps nothing: up to `most` bytes, fewer if the connection ends or the time is over. For more than a
     * client can keep. The check tells of it.
     */
    public long skip(long most, Duration limit) {
        return connection.within(limit).skip(most);
    }

    /** How the connection ended, or why no more came. */
    public String how() {
        return connection.how();
    }

    /** Whether anything comes within `limit`: a response, or the end of the connection. */
    public boolean awaitData(Duration limit) {
        return !connection.bytes().isEmpty() || connection.isOver() || connection.within(limit).more()
                || connection.isOver();
    }

    /** What comes after a response until the connection ends, or the time is over. */
    public String readUntilClose(Duration limit) {
        return connection.within(limit).rest();
    }

    /** Waits until the server ends the connection; what still comes before that is told, and returned. */
    public String expectEnd(Duration limit) {
        String rest = readUntilClose(limit);
        if (!rest.isEmpty()) {
            transcript.received(who, rest);
        }
        if (!connection.isOver()) {
            String open = connection.isFull() ? "the server still sends after " + Limits.shown(Limits.RESPONSE)
                    : "the connection is still open after " + Limits.shown(limit);
            transcript.tell(who, "< " + open);
            transcript.mark(0, 0, 0, "the end of the connection");
            throw new CheckFailed(
                    "expected the server to end the connection, but " + open.replaceFirst("the connection", "it"));
        }
        transcript.tell(who, "< " + connection.how());
        return rest;
    }

    /** What has come and was not part of a response. */
    public String unread() {
        return connection.bytes().toString();
    }

    public boolean ended() {
        return connection.isOver();
    }

    /**
     * Whether the connection was cut off by a reset, which may also come after the end of the stream. The transcript
     * has told that end by then; so what came after it is a step of its own.
     */
    public boolean wasReset() {
        if (connection.isReset()) {
            return true;
        }
        boolean reset = connection.awaitReset(RESET_LIMIT);
        if (reset) {
            transcript.tell(who,
                    "< and after that a reset (RST): bytes came that the server had not read when it closed");
            transcript.mark(0, 0, 0, "nothing after the end");
        }
        return reset;
    }

    /** Ends the sending side: the server sees the end of what this client says, and can still answer. */
    public void halfClose() {
        transcript.tell(who, "end the sending side");
        connection.halfClose();
    }

    public InetSocketAddress local() {
        return connection.local();
    }

    /** Where it has connected to. */
    public InetSocketAddress remote() {
        return connection.remote();
    }

    /** Leaves with a reset instead of a goodbye. */
    public void reset() {
        transcript.tell(who, "reset the connection");
        connection.reset();
    }

    /** Leaves politely. */
    public void disconnect() {
        transcript.tell(who, "close the connection");
        connection.close();
    }

    @Override
    public void close() {
        connection.close();
    }
}
