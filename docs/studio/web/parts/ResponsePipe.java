package parts;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Content that one thread writes and another one sends. */
final class ResponsePipe implements BodySource {

    private static final int MOST_PIECES = 16;
    private static final long LOOK_MILLIS = 100;
    private static final byte[] END = {};
    private static final byte[] BROKEN = {};

    private final long length;
    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>(MOST_PIECES);
    private ByteBuffer current = ByteBuffer.allocate(0);     // for the thread that sends
    private volatile boolean unread;
    private boolean ended;      // for the thread that writes

    ResponsePipe(long length) {
        this.length = length;
    }

    @Override
    public int read(ByteBuffer out) throws Exception {
        if (!current.hasRemaining()) {
            byte[] next = pieces.take();
            if (next == BROKEN) {
                throw new IOException("the handler has broken off");
            }
            if (next == END) {
                return -1;
            }
            current = ByteBuffer.wrap(next);
        }
        int count = Math.min(out.remaining(), current.remaining());
        out.put(current.slice().limit(count));
        current.position(current.position() + count);
        return count;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void close() {
        unread = true;
    }

    OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                if (count > 0) {
                    put(Arrays.copyOfRange(bytes, from, from + count));
                }
            }

            @Override
            public void close() {
                end();
            }
        };
    }

    /** All of it has been written. */
    void end() {
        finish(END);
    }

    /** No more of it will be written, although it is not complete. */
    void breakOff() {
        finish(BROKEN);
    }

    private synchronized void finish(byte[] mark) {
        if (!ended) {
            ended = true;
            try {
                put(mark);
            } catch (IOException gone) {
                // No one reads it.
            }
        }
    }

    private void put(byte[] piece) throws IOException {
        try {
            while (!unread) {
                if (pieces.offer(piece, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        throw new IOException("the client has gone");
    }
}
