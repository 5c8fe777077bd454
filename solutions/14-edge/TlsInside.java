import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** The protocol inside an open TLS connection, as an engine of it: what it gets is unwrapped, its output is wrapped. */
final class TlsInside {

    private final Protocol protocol;
    private final SSLEngine ssl;
    private final TlsOutput out;
    private boolean owes;       // TLS itself has something to send, such as its own key after a key update

    TlsInside(Protocol protocol, SSLEngine ssl, TlsOutput out) {
        this.protocol = protocol;
        this.ssl = ssl;
        this.out = out;
    }

    Protocol protocol() {
        return protocol;
    }

    /**
     * Returns what an engine must do for the protocol. A reset comes before all else; then what is wrapped is written.
     * To wrap output is WORK, and so is the `close_notify` that ends a connection, be it to CLOSE or to LINGER. A
     * connection that a tunnel takes over does not end: it gets none. What TLS {@link #owes} comes before READ.
     */
    // task tls, until then: return Protocol.Wants.CLOSE;
    Protocol.Wants wants() {
        Protocol.Wants wants = protocol.wants();
        if (wants == Protocol.Wants.RESET) {
            return Protocol.Wants.RESET;
        }
        if (out.isPending()) {
            return Protocol.Wants.WRITE;
        }
        return switch (wants) {
            case READ -> owes ? Protocol.Wants.WORK : Protocol.Wants.READ;
            case CLOSE -> protocol.tunnel() == null ? Protocol.Wants.WORK : Protocol.Wants.CLOSE;
            case WORK, WRITE, LINGER, RESET -> Protocol.Wants.WORK;
        };
    }

    /**
     * Handles a record that was unwrapped to `plain`: it has bytes for the protocol, or something for TLS itself, or is
     * the client's `close_notify`, which is the end of input.
     *
     * @throws SSLException if it begins another handshake ({@link TlsPort#refuseRenegotiation})
     */
    // task tls, until then: return;
    void receive(SSLEngineResult result, ByteBuffer plain) throws SSLException {
        TlsPort.refuseRenegotiation(result);
        owes = result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !ssl.isInboundDone();
        if (plain.hasRemaining()) {
            protocol.receive(plain);
        }
        if (result.getStatus() == Status.CLOSED) {
            protocol.endOfInput();
        }
    }

    /**
     * Lets the protocol work, if it wants that. Then wraps its output; if it ends, the `close_notify`; if TLS
     * {@link #owes} something, that.
     *
     * @return whether the connection ends: nothing more may be sent
     */
    // task tls, until then: return true;
    boolean work() throws SSLException {
        if (protocol.wants() == Protocol.Wants.WORK) {
            protocol.work();
        }
        owes = false;
        switch (protocol.wants()) {
            case WRITE -> out.wrap(ssl, protocol);
            case READ -> out.wrap(ssl, TlsOutput.NOTHING);
            case LINGER, CLOSE -> {
                if (protocol.tunnel() == null) {
                    ssl.closeOutbound();
                    out.wrap(ssl, TlsOutput.NOTHING);
                    return true;
                }
            }
            case WORK, RESET -> {}
        }
        return false;
    }

    /** Returns whether there is nothing of a request. */
    boolean isIdle() {
        return !out.isPending() && protocol.isIdle();
    }

    /** Tells the protocol that it is late, if that is what the deadline was for. */
    void onDeadline() {
        if (!out.isPending() || out.isOf(protocol)) {
            protocol.onDeadline();
        }
    }

    /** Returns what takes over, with all that TLS has to do; null if nothing does. */
    Tunnel tunnel(ByteBuffer encrypted, TlsPort port) {
        Tunnel tunnel = out.isPending() ? null : protocol.tunnel();
        return tunnel == null ? null : socket -> tunnel.run(TlsTransport.over(socket, ssl, encrypted, port));
    }
}
