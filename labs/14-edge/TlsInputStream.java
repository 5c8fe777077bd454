// Given: nothing in this file is for you to write.
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;

/** The input of a tunnel over TLS. While it waits, it holds no more than what has come of a record. */
final class TlsInputStream extends InputStream {

    private static final int SMALL = 1024;
    private static final int LARGE = 16 * 1024;

    private final InputStream socket;
    private final SSLEngine ssl;
    private final TlsPort port;
    private ByteBuffer encrypted;       // what has come and is not unwrapped yet
    private ByteBuffer plain = TlsOutput.NOTHING;      // what is unwrapped and not taken yet
    private boolean ended;              // the client has sent its `close_notify`
    private boolean busy;               // much was there the last time

    TlsInputStream(InputStream socket, SSLEngine ssl, ByteBuffer encrypted, TlsPort port) {
        this.socket = socket;
        this.ssl = ssl;
        this.encrypted = encrypted;
        this.port = port;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws IOException also at an end of the connection without a `close_notify`: something may be missing */
    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        while (!plain.hasRemaining() && !ended && most > 0) {
            if (!unwrap()) {
                encrypted = TlsOutput.joined(encrypted, more());
            }
        }
        int count = Math.min(most, plain.remaining());
        plain.get(bytes, from, count);
        return count == 0 && most > 0 ? -1 : count;
    }

    /** Unwraps a record: bytes, or something that is only for TLS, or the end. Returns whether one was complete. */
    private boolean unwrap() throws IOException {
        ByteBuffer buffer = port.acquire();
        try {
            SSLEngineResult result = TlsPort.unwrap(ssl, encrypted, buffer);
            TlsPort.refuseRenegotiation(result);
            ended = result.getStatus() == Status.CLOSED;
            plain = TlsOutput.joined(TlsOutput.NOTHING, buffer.flip());
            return ended || result.bytesConsumed() > 0;
        } finally {
            port.release(buffer);
        }
    }

    private ByteBuffer more() throws IOException {
        byte[] bytes = new byte[busy ? LARGE : SMALL];
        int count = socket.read(bytes);
        if (count < 0) {
            throw new EOFException("the client has left without a close_notify");
        }
        busy = count == bytes.length;
        return ByteBuffer.wrap(bytes, 0, count);
    }
}
