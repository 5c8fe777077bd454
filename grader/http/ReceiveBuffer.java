package grader.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * What comes on a connection: the bytes that nobody has taken yet, and in words why no more came. Bounded in time and
 * size.
 */
public final class ReceiveBuffer {

    static final int MOST_MIB = 4;
    public static final String CLOSED = "the server closed the connection";
    public static final String RESET = "the server reset the connection (RST)";
    public static final String INSTEAD = " instead of closing it; a close with unread bytes in the socket does that";

    private static final int MOST_BYTES = MOST_MIB << 20;
    private static final int DROPPED_AT_ONCE = 64 << 10;

    private final Socket socket;
    private final StringBuilder bytes = new StringBuilder();
    private Duration limit = Duration.ZERO;      // of the wait that goes on, or was the last
    private boolean ended;
    private boolean reset;
    private String how = "";

    ReceiveBuffer(Socket socket) {
        this.socket = socket;
    }

    /** The bytes so far, one char a byte; who takes some removes them. */
    StringBuilder bytes() {
        return bytes;
    }

    /** The place behind the first empty line; -1 if none has come. */
    int endOfHead() {
        int crlf = bytes.indexOf("\n\r\n");
        int lf = bytes.indexOf("\n\n");
        return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 3 : lf >= 0 ? lf + 2 : -1;
    }

    /** Begins a wait. @return its deadline */
    long until(Duration limit) {
        this.limit = limit;
        return System.nanoTime() + limit.toNanos();
    }

    /** Reads what comes next; false at the end, at the deadline, or at the limit of bytes. */
    boolean more(long deadline) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (ended || isFull() || millis <= 0) {
            how = ended ? how : isFull() ? "the server still sent" : silence();
            return false;
        }
        try {
            socket.setSoTimeout((int) millis);
            byte[] next = new byte[Math.min(8192, MOST_BYTES - bytes.length())];
            int count = socket.getInputStream().read(next);
            if (count < 0) {
                return end(reset ? RESET : CLOSED);
            }
            bytes.append(Bytes.text(Arrays.copyOf(next, count)));
            return true;
        } catch (SocketTimeoutException silence) {
            how = silence();
            return false;
        } catch (IOException error) {
            reset |= isReset(error);
            return end(reset ? RESET : "the connection broke (" + error.getMessage() + ")");
        }
    }

    /** Reads and drops up to `most` bytes; says how many. Fewer at the end, or where none comes within `limit`. */
    long skip(long most, Duration limit) {
        long dropped = Math.min(most, bytes.length());
        bytes.delete(0, (int) dropped);
        byte[] next = new byte[(int) Math.min(most, DROPPED_AT_ONCE)];
        while (dropped < most && !ended) {
            try {
                this.limit = limit;
                socket.setSoTimeout((int) limit.toMillis());
                int count = socket.getInputStream().read(next, 0, (int) Math.min(next.length, most - dropped));
                if (count < 0) {
                    end(reset ? RESET : CLOSED);
                }
                dropped += Math.max(count, 0);
            } catch (SocketTimeoutException silence) {
                how = silence();
                return dropped;
            } catch (IOException error) {
                reset |= isReset(error);
                end(reset ? RESET : "the connection broke (" + error.getMessage() + ")");
            }
        }
        return dropped;
    }

    private boolean end(String how) {
        ended = true;
        this.how = how;
        return false;
    }

    /** A write failed: where that was a reset, the next read would not tell it again. */
    void brokeWhileSending(IOException error) {
        reset |= isReset(error);
        how = "the connection broke while sending (" + error.getMessage() + ")";
    }

    public static boolean isReset(IOException error) {
        return String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT).contains("reset");
    }

    boolean ended() {
        return ended;
    }

    public boolean isReset() {
        return reset;
    }

    /** Whether so much has come that no more is read. */
    boolean isFull() {
        return bytes.length() >= MOST_BYTES;
    }

    /** Why no more came: the end of the connection, or silence. */
    String how() {
        return how;
    }

    private String silence() {
        return "nothing " + (bytes.isEmpty() ? "" : "more ") + "came within " + shown(limit);
    }

    public static String shown(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
