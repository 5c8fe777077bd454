package grader.checks.lab14.tls;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** The connection under TLS: keeps the encrypted bytes that come, and may send its own in small pieces, or together. */
final class TappedSocket extends Socket {

    private final ByteArrayOutputStream came = new ByteArrayOutputStream();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private volatile int piece = Integer.MAX_VALUE;
    private volatile boolean together;

    /** From now on, sends at most so many bytes at once. */
    void cutAfter(int bytes) {
        piece = bytes;
    }

    /** From now on, sends only when it is to wait for what comes, and then all that there is at once. */
    void sendTogether() {
        together = true;
    }

    /** The type of the last record that has come (RFC 5246 §6.2.1): 21 is an alert; -1 if there was none. */
    int lastRecord() {
        byte[] all = came.toByteArray();
        int type = -1;
        for (int at = 0; at + 5 <= all.length; at += 5 + ((all[at + 3] & 0xFF) << 8 | all[at + 4] & 0xFF)) {
            type = all[at];
        }
        return type;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int from, int most) throws IOException {
                TappedSocket.super.getOutputStream().write(held.toByteArray());
                held.reset();
                int count = super.read(bytes, from, most);
                came.write(bytes, from, Math.max(0, count));
                return count;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                if (together) {
                    held.write(bytes, from, count);
                    return;
                }
                for (int at = 0; at < count; at += Math.min(piece, count - at)) {
                    out.write(bytes, from + at, Math.min(piece, count - at));
                    out.flush();
                }
            }
        };
    }
}
