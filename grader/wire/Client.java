package grader.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * A raw client: it sends the bytes it is given and shows the bytes that come.
 *
 * <p>It never waits for more than it asked for: `answer` returns as soon as the response is complete. A write error is no
 * failure as long as an answer can be read: servers may refuse early. Every wait has a limit in time and in bytes.
 */
public final class Client implements AutoCloseable {

    /** Ten times and more of what a right server needs, so that a busy machine does not matter. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final Transcript transcript;
    private final Peer who;
    private final Incoming incoming;

    private Client(Socket socket, Transcript transcript, Peer who) {
        this.socket = socket;
        this.transcript = transcript;
        this.who = who;
        this.incoming = new Incoming(socket);
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
        long deadline = incoming.until(PATIENCE);
        while (incoming.endOfHead() < 0) {
            if (!incoming.more(deadline)) {
                throw incoming.bytes().isEmpty() ? missing("an answer")
                        : missing("the empty line behind the head", after(incoming.bytes().length(), "bytes"));
            }
        }
        String head = incoming.bytes().substring(0, incoming.endOfHead());
        Answer bare = new Answer(transcript, head, "");
        int bodyStart = head.length();
        if (isBare(bare, method)) {
            return received(bodyStart, bare);
        }
        if (isChunked(bare)) {
            return chunked(head, deadline);
        }
        int bodyEnd = bodyEnd(bare, bodyStart, deadline);
        return received(bodyEnd, new Answer(transcript, head, incoming.bytes().substring(bodyStart, bodyEnd)));
    }

    private Answer received(int end, Answer answer) {
        transcript.received(who, incoming.bytes().substring(0, end));
        incoming.bytes().delete(0, end);
        return answer;
    }

    /** Whether no content can follow this head (RFC 9112 §6.3). */
    private static boolean isBare(Answer head, String method) {
        return method.equals("HEAD") || head.status() / 100 == 1 || head.status() == 204 || head.status() == 304;
    }

    private static boolean isChunked(Answer head) {
        return head.values("Transfer-Encoding").stream().anyMatch(coding -> coding.toLowerCase(Locale.ROOT).endsWith("chunked"));
    }

    private Answer chunked(String head, long deadline) {
        Chunks chunks = new Chunks(head.length());
        while (!chunks.isComplete(incoming.bytes())) {
            if (chunks.wrong().isPresent() || !incoming.more(deadline)) {
                throw chunks.wrong().map(this::malformed).orElseGet(() -> missing("the last chunk of the body, as it is chunked",
                        after(chunks.content().length(), "bytes of content")));
            }
        }
        return received(chunks.end(), new Answer(transcript, head, chunks.content()));
    }

    private CheckFailed malformed(String expected) {
        transcript.received(who, incoming.bytes().toString());
        transcript.mark(0, 0, 0, expected.replaceAll(",.*", ""));
        return new CheckFailed("expected " + expected);
    }

    private int bodyEnd(Answer head, int start, long deadline) {
        var length = head.values("Content-Length");
        if (length.isEmpty() || !length.getFirst().matches("\\d{1,9}")) {
            while (incoming.more(deadline)) {
                // without a length the body goes on until the connection ends
            }
            if (incoming.isFull()) {
                throw missing("the body to end with the connection, as no Content-Length says where",
                        after(incoming.bytes().length() - start, "bytes"));
            }
            return incoming.bytes().length();
        }
        int end = start + Integer.parseInt(length.getFirst());
        while (incoming.bytes().length() < end) {
            if (!incoming.more(deadline)) {
                throw missing("a body of " + length.getFirst() + " bytes, as Content-Length says",
                        after(incoming.bytes().length() - start, "of them"));
            }
        }
        return end;
    }

    /**
     * Reads, and keeps nothing: up to `most` bytes, fewer if the connection ends or nothing comes for ten seconds. For more than a
     * client can keep. The check tells of it.
     */
    public long skip(long most) {
        return incoming.skip(most, PATIENCE);
    }

    /** How the connection ended, or why no more came. */
    public String how() {
        return incoming.how();
    }

    /** Fails because `expected` has not come: the transcript and the message say what came instead of it. */
    public CheckFailed missing(String expected) {
        return missing(expected, "");
    }

    private CheckFailed missing(String expected, String after) {
        tellUnread();
        if (!incoming.bytes().isEmpty()) {
            transcript.tell(who, "< then " + incoming.how());
        }
        transcript.mark(0, 0, 0, expected.replaceAll(",.*", ""));
        return new CheckFailed("expected " + expected + ", but " + after + incoming.how()
                + (incoming.isReset() ? Incoming.INSTEAD : ""));
    }

    private String after(int bytes, String what) {
        return "after " + (incoming.isFull() ? Incoming.MOST_MIB + " MiB" : bytes + " " + what) + " ";
    }

    /** Whether anything at all comes within `limit`: an answer, or the end of the connection. */
    public boolean hearsWithin(Duration limit) {
        return !incoming.bytes().isEmpty() || incoming.ended() || incoming.more(incoming.until(limit)) || incoming.ended();
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
            String open = incoming.isFull() ? "the server still sends after " + Incoming.MOST_MIB + " MiB"
                    : "the connection is still open after " + Incoming.shown(limit);
            transcript.tell(who, "< " + open);
            transcript.mark(0, 0, 0, "the end of the connection");
            throw new CheckFailed("expected the server to end the connection, but " + open.replaceFirst("the connection", "it"));
        }
        transcript.tell(who, "< " + incoming.how());
        return rest;
    }

    /** Notes in the transcript what has come and was not part of an answer, or how the connection ended. */
    public void tellUnread() {
        if (incoming.bytes().isEmpty()) {
            transcript.tell(who, "< " + incoming.how());
        } else {
            transcript.received(who, incoming.bytes().toString());
        }
    }

    /** What has come and was not part of an answer. */
    public String unread() {
        return incoming.bytes().toString();
    }

    public boolean ended() {
        return incoming.ended();
    }

    /**
     * Whether the connection was cut off by a reset; behind the end of the stream that shows only in a write that fails. A
     * server that has merely closed lets the first write pass. The wait gives its reset time to arrive. The transcript has
     * told the end of the stream by then; so what came behind it is a step of its own.
     */
    public boolean wasReset() {
        if (incoming.isReset()) {
            return true;
        }
        LockSupport.parkNanos(100_000_000);
        sendUnseen("x");
        boolean reset = incoming.isReset() || incoming.how().contains("broke");
        if (reset) {
            transcript.tell(who, "< and behind that a reset (RST): bytes came that the server had not read when it closed");
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
