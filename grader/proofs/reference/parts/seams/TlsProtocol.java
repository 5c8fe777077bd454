import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
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
    private final Peer client;
    private final Function<Peer, Protocol> protocols;
    private volatile Protocol inner;            // null until the handshake is over
    private ByteBuffer encrypted;               // what came and is not unwrapped, ready to be read
    private final ByteBuffer plain;
    private final ByteBuffer out;               // what is wrapped and not written, ready to be read
    private boolean broken;                     // what came is no TLS

    /** @param protocols creates the protocol inside, from the client and what the handshake has agreed on */
    TlsProtocol(SSLEngine ssl, Peer client, Function<Peer, Protocol> protocols) {
        this.ssl = ssl;
        this.client = client;
        this.protocols = protocols;
        this.encrypted = ByteBuffer.allocate(ssl.getSession().getPacketBufferSize()).flip();
        this.plain = ByteBuffer.allocate(ssl.getSession().getApplicationBufferSize());
        this.out = ByteBuffer.allocate(2 * ssl.getSession().getPacketBufferSize()).flip();
        try {
            ssl.beginHandshake();
        } catch (SSLException error) {
            broken = true;
        }
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
        if (inner != null && inner.wants() == Wants.LINGER) {
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
                beginAfterHandshake();
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
        if (inner != null) {
            inner.endOfInput();
        }
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
                beginAfterHandshake();
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

    @Override
    public void cancel() {
        Protocol working = inner;
        if (working != null) {
            working.cancel();
        }
    }

    /** Creates the protocol inside as soon as the handshake is over. */
    private void beginAfterHandshake() {
        HandshakeStatus status = ssl.getHandshakeStatus();
        if (inner == null && (status == HandshakeStatus.FINISHED || status == HandshakeStatus.NOT_HANDSHAKING)) {
            List<SNIServerName> names = ((ExtendedSSLSession) ssl.getSession()).getRequestedServerNames();
            String name = names.isEmpty() ? null : new String(names.getFirst().getEncoded(), US_ASCII);
            String protocol = ssl.getApplicationProtocol();
            inner = protocols.apply(client.secured(new Peer.Tls(name, protocol.isEmpty() ? null : protocol)));
        }
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
        return inner == null ? NEVER : inner.deadline();
    }

    @Override
    public boolean isIdle() {
        return inner != null && inner.isIdle() && !encrypted.hasRemaining();
    }

    @Override
    public void onDeadline() {
        if (inner != null) {
            inner.onDeadline();
        }
    }

    @Override
    public void closed() {
        if (inner != null) {
            inner.closed();
        }
    }
}
