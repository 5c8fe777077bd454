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
    // task tls
    Protocol.Wants wants() {
        Todo.report("tls");
        return Protocol.Wants.CLOSE;
    }

    /**
     * Handles a record that was unwrapped to `plain`: it has bytes for the protocol, or something for TLS itself, or is
     * the client's `close_notify`, which is the end of input.
     *
     * @throws SSLException if it begins another handshake ({@link TlsPort#refuseRenegotiation})
     */
    // task tls
    void receive(SSLEngineResult result, ByteBuffer plain) throws SSLException {
        Todo.report("tls");
    }

    /**
     * Lets the protocol work, if it wants that. Then wraps its output; if it ends, the `close_notify`; if TLS
     * {@link #owes} something, that.
     *
     * @return whether the connection ends: nothing more may be sent
     */
    // task tls
    boolean work() throws SSLException {
        Todo.report("tls");
        return true;
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
