package grader.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
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
    private static final int MOST_BYTES = 4 << 20;

    private final Socket socket;
    private final Transcript transcript;
    private final String who;
    private final StringBuilder unread = new StringBuilder();
    private boolean ended;
    private String how = "";

    private Client(Socket socket, Transcript transcript, String who) {
        this.socket = socket;
        this.transcript = transcript;
        this.who = who;
    }

    /**
     * Connects.
     *
     * @param who how the transcript calls this client: empty if there is only one
     * @throws CheckFailed if nobody listens there
     */
    public static Client connect(InetSocketAddress address, Transcript transcript, String who) {
        String target = address.getAddress().getHostAddress() + ":" + address.getPort();
        Socket socket = new Socket();
        try {
            transcript.tell(who + "connect " + target);
            socket.setTcpNoDelay(true);
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
        transcript.sent(text);
        return sendUnseen(text);
    }

    /** As `send`, but leaves no step: for many small pieces that are told in words. */
    public Client sendUnseen(String text) {
        try {
            socket.getOutputStream().write(Bytes.of(text));
        } catch (IOException error) {
            how = "the connection broke while sending (" + error.getMessage() + ")";
        }
        return this;
    }

    /** Reads one response to a GET, POST or the like. */
    public Answer answer() {
        return answer("GET");
    }

    /** Reads one response to a request with this method: HEAD has no body (RFC 9112 §6.3). */
    public Answer answer(String method) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (endOfHead() < 0) {
            if (!more(deadline)) {
                throw incomplete("a response");
            }
        }
        String head = unread.substring(0, endOfHead());
        Answer bare = new Answer(transcript, head, "");
        int bodyStart = head.length();
        int bodyEnd = bodyEnd(bare, method, bodyStart, deadline);
        Answer answer = new Answer(transcript, head, unread.substring(bodyStart, bodyEnd));
        transcript.received(unread.substring(0, bodyEnd));
        unread.delete(0, bodyEnd);
        return answer;
    }

    private int bodyEnd(Answer head, String method, int start, long deadline) {
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return start;
        }
        var length = head.values("Content-Length");
        if (length.isEmpty() || !length.getFirst().matches("\\d{1,9}")) {
            while (more(deadline)) {
                // without a length the body goes on until the connection ends
            }
            return unread.length();
        }
        int end = start + Integer.parseInt(length.getFirst());
        while (unread.length() < end) {
            if (!more(deadline)) {
                throw incomplete("a body of " + length.getFirst() + " bytes, as Content-Length says, but " + (unread.length() - start) + " came;");
            }
        }
        return end;
    }

    private int endOfHead() {
        int crlf = unread.indexOf("\n\r\n");
        int lf = unread.indexOf("\n\n");
        return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 3 : lf >= 0 ? lf + 2 : -1;
    }

    private CheckFailed incomplete(String expected) {
        tellUnread();
        if (!unread.isEmpty()) {
            transcript.tell(who + "< then " + how);
        }
        transcript.mark(0, 0, 0, expected.replaceAll(",.*", ""));
        return new CheckFailed("expected " + expected + " but " + how);
    }

    /** Whether anything at all comes within `limit`: an answer, or the end of the connection. */
    public boolean hearsWithin(Duration limit) {
        return !unread.isEmpty() || ended || more(System.nanoTime() + limit.toNanos()) || ended;
    }

    /** Waits until the server ends the connection; what still comes before that is returned. */
    public String expectEnd(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (more(deadline)) {
            // everything up to the end
        }
        if (!ended) {
            transcript.tell(who + "< the connection is still open after " + limit.toMillis() + " ms");
            transcript.mark(0, 0, 0, "the end of the connection");
            throw new CheckFailed("expected the server to end the connection, but it was still open after " + limit.toMillis() + " ms");
        }
        transcript.tell(who + "< " + how);
        return unread.toString();
    }

    /** Notes in the transcript what has come and was not part of an answer, or how the connection ended. */
    public void tellUnread() {
        if (unread.isEmpty()) {
            transcript.tell(who + "< " + how);
        } else {
            transcript.received(unread.toString());
        }
    }

    /** What has come and was not part of an answer. */
    public String unread() {
        return unread.toString();
    }

    public boolean ended() {
        return ended;
    }

    /** Reads what comes next; false at the end, at the deadline, or over the limit of bytes. */
    private boolean more(long deadline) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (ended || millis <= 0 || unread.length() > MOST_BYTES) {
            how = ended ? how : millis <= 0 ? "nothing more came in time" : "it never ended (over " + MOST_BYTES + " bytes)";
            return false;
        }
        try {
            socket.setSoTimeout((int) millis);
            byte[] bytes = new byte[8192];
            int count = socket.getInputStream().read(bytes);
            if (count < 0) {
                ended = true;
                how = "the server closed the connection";
                return false;
            }
            unread.append(Bytes.text(java.util.Arrays.copyOf(bytes, count)));
            return true;
        } catch (SocketTimeoutException silence) {
            how = "nothing " + (unread.isEmpty() ? "" : "more ") + "came in time";
            return false;
        } catch (IOException error) {
            ended = true;
            how = error.getMessage().toLowerCase(Locale.ROOT).contains("reset")
                    ? "the server reset the connection" : "the connection broke (" + error.getMessage() + ")";
            return false;
        }
    }

    /**
     * Whether the connection was cut off by a reset; behind the end of the stream that shows only in a write that fails. A
     * server that has merely closed lets the first write pass. The wait gives its reset time to arrive.
     */
    public boolean wasReset() {
        LockSupport.parkNanos(100_000_000);
        sendUnseen("x");
        return how.contains("reset") || how.contains("broke");
    }

    /** Ends the sending side: the server sees the end of what this client says, and can still answer. */
    public void endSending() {
        transcript.tell(who + "end the sending side");
        try {
            socket.shutdownOutput();
        } catch (IOException error) {
            how = "the connection broke (" + error.getMessage() + ")";
        }
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    /** Leaves with a reset instead of a goodbye. */
    public void reset() {
        transcript.tell(who + "reset the connection");
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyGone) {
            // then it is closed below
        }
        closeQuietly(socket);
    }

    /** Leaves politely. */
    public void leave() {
        transcript.tell(who + "close the connection");
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
