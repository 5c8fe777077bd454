// Given: nothing in this file is for you to write.
import java.net.InetSocketAddress;

/**
 * The client at the other end of a connection.
 *
 * @param address where it connects from; port 0 if that is unknown
 * @param acceptedAt when its connection was accepted, in System.nanoTime nanoseconds; 0 if unknown
 * @param tls what the TLS handshake agreed on; null if the connection is not secured
 */
record Peer(InetSocketAddress address, long acceptedAt, Tls tls) {

    /**
     * The outcome of a TLS handshake.
     *
     * @param serverName the host name that the client asked for (SNI, RFC 6066 §3); null if it sent none
     * @param protocol the protocol that follows (ALPN, RFC 7301); null if none was chosen
     */
    record Tls(String serverName, String protocol) {}

    /** @param acceptedAt in System.nanoTime nanoseconds */
    Peer(InetSocketAddress address, long acceptedAt) {
        this(address, acceptedAt, null);
    }

    /** Returns the address without the port, as digits, such as `127.0.0.1`. */
    String host() {
        return address.getHostString();
    }

    boolean isSecure() {
        return tls != null;
    }

    /** Returns the same client, after a TLS handshake. */
    Peer secured(Tls tls) {
        return new Peer(address, acceptedAt, tls);
    }
}
