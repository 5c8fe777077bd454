import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** The handshake of a TLS connection, in which both sides agree on keys, before there is a protocol inside. */
final class TlsHandshake {

    private final SSLEngine ssl;
    private final TlsOutput out;

    TlsHandshake(SSLEngine ssl, TlsOutput out) {
        this.ssl = ssl;
        this.out = out;
    }

    /** Returns WRITE for what is wrapped, then READ if the client is next. What this server has to do is WORK. */
    // task tls
    Protocol.Wants wants() {
        Todo.report("tls");
        return Protocol.Wants.CLOSE;
    }

    /** Runs the tasks of the handshake ({@link SSLEngine#getDelegatedTask}), then wraps what it has to send. */
    // task tls
    void work() throws SSLException {
        Todo.report("tls");
    }

    /** Returns whether it is complete, and nothing of it is left to wrap. */
    boolean isComplete() {
        return ssl.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    /**
     * Returns the client as the protocol inside sees it: as if it had been accepted later, as the time for a handshake
     * is no wait in a queue.
     *
     * @param began in System.nanoTime nanoseconds
     */
    Peer secured(Peer client, long began) {
        long accepted = client.acceptedAt() == 0 ? 0 : client.acceptedAt() + System.nanoTime() - began;
        String protocol = ssl.getApplicationProtocol();
        return new Peer(client.address(), accepted,
                new Peer.Tls(RequestedName.of(ssl), protocol == null || protocol.isEmpty() ? null : protocol));
    }
}
