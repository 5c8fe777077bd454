import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * What a {@link TlsProtocol} has wrapped and not written yet. It borrows a buffer only for as long as there is
 * something.
 */
final class TlsOutput {

    static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TlsPort port;
    private ByteBuffer bytes;       // ready to be written; null if there are none
    private int taken;              // how many of them the client is known to have taken
    private Protocol inner;         // whose output they are; null if TLS itself has made them
    private ByteBuffer plain;       // its output, as far as it is wrapped
    private int told;               // the position of `plain` that `inner` knows of

    TlsOutput(TlsPort port) {
        this.port = port;
    }

    boolean isPending() {
        return bytes != null;
    }

    /** Returns whether `protocol` waits until these bytes are written. */
    boolean isOf(Protocol protocol) {
        return inner == protocol;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /** Puts out bytes as they are. */
    void put(byte[] clear) {
        bytes = port.acquire().put(clear).flip();
    }

    /** Wraps what a protocol has to write, or as much of it as fits. It learns of it when that is written. */
    void wrap(SSLEngine ssl, Protocol protocol) throws SSLException {
        inner = protocol;
        plain = protocol.output();
        told = plain.position();
        wrap(ssl, plain);
    }

    /** Wraps bytes, or as many as fit, and what TLS itself has to send. */
    void wrap(SSLEngine ssl, ByteBuffer from) throws SSLException {
        ByteBuffer buffer = port.acquire();
        try {
            wrap(ssl, from, buffer);
        } finally {
            if (buffer.flip().hasRemaining()) {
                bytes = buffer;
            } else {
                port.release(buffer);
            }
        }
    }

    /**
     * Wraps `from`, and what TLS itself has to send, record after record, as long as there is room in `to`: JSSE wants
     * room for the longest record, and wraps nothing (`BUFFER_OVERFLOW`) otherwise.
     *
     * @throws SSLException if no more may be sent
     */
    // task tls, until then: return;
    static void wrap(SSLEngine ssl, ByteBuffer from, ByteBuffer to) throws SSLException {
        boolean more = true;
        while (more) {
            SSLEngineResult result = ssl.wrap(from, to);
            if (result.getStatus() == Status.CLOSED && result.bytesProduced() == 0 && from.hasRemaining()) {
                throw new SSLException("the connection has been closed");
            }
            boolean owes = result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !ssl.isInboundDone();
            more = result.getStatus() == Status.OK && result.bytesProduced() > 0 && (from.hasRemaining() || owes);
        }
    }

    /** Wraps the alert of an engine that has failed, if it has one, and nothing is before it. */
    void alert(SSLEngine ssl) {
        try {
            if (!isPending()) {
                wrap(ssl, NOTHING);
            }
        } catch (SSLException noAlert) {
            // The client sees the end of the connection.
        }
    }

    /** Handles the end of a write. The protocol inside has sent what it has when all of this is written. */
    void sent() {
        if (bytes.hasRemaining()) {
            tellProgress(bytes.position() - taken);
            taken = bytes.position();
            return;
        }
        close();
        Protocol done = inner;
        inner = null;
        if (done != null) {
            done.sent();
        }
    }

    /**
     * Tells the protocol inside that its client has taken about so many more bytes, but not all: a client that takes
     * any is alive.
     */
    private void tellProgress(int count) {
        int known = Math.min(told + count, plain == null ? 0 : plain.position() - 1);
        if (inner != null && known > told) {
            int ahead = plain.position() - known;
            plain.position(known);
            inner.sent();
            plain = inner.output();
            told = plain.position();
            plain.position(told + ahead);
        }
    }

    /** Returns the buffer, if there is one. */
    void close() {
        if (bytes != null) {
            port.release(bytes);
            bytes = null;
            taken = 0;
        }
    }

    /** Returns a buffer with what remains of both. */
    static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        int count = first.remaining() + second.remaining();
        return count == 0 ? NOTHING : ByteBuffer.allocate(count).put(first).put(second).flip();
    }
}
