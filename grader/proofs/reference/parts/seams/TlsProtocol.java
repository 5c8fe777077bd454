import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS around any protocol, on any engine: bytes are unwrapped on their way in, and wrapped on their way out. For tests;
 * lab 14 builds a better one.
 */
final class TlsProtocol implements Protocol {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine ssl;
    private final Protocol inner;
    private ByteBuffer encrypted;               // what came and is not unwrapped, ready to be read
    private final ByteBuffer plain;
    private final ByteBuffer out;               // what is wrapped and not written, ready to be read
    private boolean broken;                     // what came is no TLS

    TlsProtocol(SSLEngine ssl, Protocol inner) {
        this.ssl = ssl;
        this.inner = inner;
        this.encrypted = ByteBuffer.allocate(ssl.getSession().getPacketBufferSize()).flip();
        this.plain = ByteBuffer.allocate(ssl.getSession().getApplicationBufferSize());
        this.out = ByteBuffer.allocate(2 * ssl.getSession().getPacketBufferSize()).flip();
    }

    @Override
    public Wants wants() {
        if (out.hasRemaining()) {
            return Wants.WRITE;
        }
        if (broken) {
            return Wants.CLOSE;
        }
        return switch (ssl.getHandshakeStatus()) {
            case NEED_TASK, NEED_WRAP -> Wants.WORK;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> ssl.isOutboundDone() ? Wants.CLOSE : Wants.READ;
            case FINISHED, NOT_HANDSHAKING -> switch (inner.wants()) {
                case WRITE, WORK -> Wants.WORK;
                case READ -> Wants.READ;
                case LINGER, CLOSE -> ssl.isOutboundDone() ? inner.wants() : Wants.WORK;
                case RESET -> Wants.RESET;
            };
        };
    }

    @Override
    public void receive(ByteBuffer in) {
        ByteBuffer all = ByteBuffer.allocate(encrypted.remaining() + in.remaining());
        encrypted = all.put(encrypted).put(in).flip();
        if (inner.wants() == Wants.LINGER) {
            encrypted.position(encrypted.limit());
        }
        move();
    }

    /** Does what needs no waiting: unwraps what has come, as long as someone wants it. */
    private void move() {
        try {
            boolean moved = true;
            while (moved && !broken && encrypted.hasRemaining() && wants() == Wants.READ) {
                SSLEngineResult result = ssl.unwrap(encrypted, plain.clear());
                if (plain.flip().hasRemaining()) {
                    inner.receive(plain);
                }
                if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                    inner.endOfInput();
                }
                moved = result.bytesConsumed() > 0;
            }
        } catch (SSLException noTls) {
            broken = true;
        }
    }

    @Override
    public void endOfInput() {
        broken = true;
        inner.endOfInput();
    }

    @Override
    public ByteBuffer output() {
        return out;
    }

    @Override
    public void sent() {
        if (!out.hasRemaining()) {
            move();
        }
    }

    @Override
    public void work() {
        try {
            out.compact();
            if (ssl.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                for (Runnable task = ssl.getDelegatedTask(); task != null; task = ssl.getDelegatedTask()) {
                    task.run();
                }
            } else if (ssl.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                ssl.wrap(NOTHING, out);
            } else {
                workOfInner();
            }
        } catch (SSLException noTls) {
            broken = true;
        } finally {
            out.flip();
        }
        move();
    }

    private void workOfInner() throws SSLException {
        switch (inner.wants()) {
            case WORK -> inner.work();
            case WRITE -> {
                ssl.wrap(inner.output(), out);
                inner.sent();
            }
            case LINGER, CLOSE -> {
                ssl.closeOutbound();
                ssl.wrap(NOTHING, out);
            }
            case READ, RESET -> {}
        }
    }

    @Override
    public long deadline() {
        return inner.deadline();
    }

    @Override
    public boolean isIdle() {
        return inner.isIdle() && !encrypted.hasRemaining();
    }

    @Override
    public void onDeadline() {
        inner.onDeadline();
    }

    @Override
    public void closed() {
        inner.closed();
    }
}
