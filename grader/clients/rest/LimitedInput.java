package grader.clients.rest;

import grader.clients.http.Deadline;
import grader.clients.http.Limits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * What a server sends in response to one request: as the raw client does, it reads so much, for so long, and no more.
 */
final class LimitedInput extends FilterInputStream {

    /** The response went over a limit. The message goes on after "but". */
    static final class OverLimit extends IOException {

        private static final long serialVersionUID = 1;

        OverLimit(String message) {
            super(message);
        }
    }

    private static final int INTERIM = 9;       // the place of the status code's first digit in a status line

    private final Socket socket;
    private final Duration limit;
    private Deadline deadline;
    private int count;
    private int head;           // how many bytes of a head have come; after its end -1
    private int line;           // how many bytes of its last line
    private boolean isInterim;  // another head will follow

    /** @param limit for the whole response, from the last byte of the request on */
    LimitedInput(Socket socket, InputStream in, Duration limit) {
        super(in);
        this.socket = socket;
        this.limit = limit;
        sent();
    }

    /** A byte of the request was sent. */
    void sent() {
        deadline = Deadline.in(limit);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int received = readUntilDeadline(bytes, offset, length);
        count += Math.max(0, received);
        for (int i = 0; i < received && head >= 0; i++) {
            take(bytes[offset + i]);
        }
        if (head > Limits.HEAD) {
            throw new OverLimit("after " + Limits.shown(Limits.HEAD) + " of its head the server still sent");
        }
        if (count > Limits.RESPONSE) {
            throw new OverLimit("after " + Limits.shown(Limits.RESPONSE) + " the server still sent");
        }
        return received;
    }

    private int readUntilDeadline(byte[] bytes, int offset, int length) throws IOException {
        int usual = socket.getSoTimeout();
        try {
            while (deadline.allowsLook()) {
                try {
                    socket.setSoTimeout(deadline.millis());
                    return in.read(bytes, offset, length);
                } catch (SocketTimeoutException silence) {
                    // the machine may still owe some of the time
                }
            }
            throw count == 0 ? new SocketTimeoutException()
                    : new OverLimit("after " + count + " bytes no more came within " + Limits.shown(limit));
        } finally {
            socket.setSoTimeout(usual);
        }
    }

    /** A byte of a head. */
    private void take(byte one) {
        isInterim = head == INTERIM ? one == '1' : isInterim;
        head++;
        if (one == '\n' && line == 0) {
            head = isInterim ? 0 : -1;
        }
        line = one == '\n' ? 0 : one == '\r' ? line : line + 1;
    }
}
