import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** What the TLS connections of a server share: certificates, settings, buffers. */
final class TlsPort {

    private static final String NONE = "none";

    private final SSLContext context;
    private final SSLParameters parameters;
    private final int packetBytes;
    private final int handshakeMillis;
    private final Clock clock = new SystemClock(false);
    private final BufferPool buffers = new BufferPool(Runtime.getRuntime().maxMemory() / 8);

    TlsPort(Certificates certificates, int handshakeMillis) {
        this.context = context(certificates);
        this.parameters = parameters(context.getDefaultSSLParameters());
        this.packetBytes = createEngine().getSession().getPacketBufferSize();
        this.handshakeMillis = handshakeMillis;
    }

    static Flags flags(Flags flags) {
        return flags
                .with("tls", NONE, "a folder with HOST.crt and HOST.key for each name: the port then speaks TLS")
                .withNumber("handshake-timeout", 5_000, 1, Integer.MAX_VALUE,
                        "how long a connection may take until its TLS handshake is complete, in milliseconds");
    }

    static boolean isWanted(Flags flags) {
        return !flags.text("tls").equals(NONE);
    }

    /**
     * Returns what creates the protocol of a connection: `http`, inside TLS if the flags ask for it.
     *
     * @throws UsageException if there is a certificate that cannot be used
     */
    static Function<Peer, Protocol> around(Function<Peer, Protocol> http, Flags flags) {
        if (!isWanted(flags)) {
            return http;
        }
        Certificates certificates = Certificates.open(flags.text("tls"));
        TlsPort port = new TlsPort(certificates, flags.number("handshake-timeout"));
        return client -> new TlsProtocol(port, client, http);
    }

    /**
     * The context, and with it the sessions that clients may resume, lasts longer than any certificate. It remembers
     * the sessions itself: those that are in tickets (RFC 5077) would be lost, as JSSE opens a ticket before it knows
     * the name that the client asks for, and refuses it if the certificate is another one.
     */
    private static SSLContext context(Certificates certificates) {
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new CertificateKeys(certificates)}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException noTls) {
            throw new IllegalStateException(noTls);
        }
    }

    /**
     * Returns the settings of each connection: TLS 1.2 and 1.3, of the `usual` cipher suites those that are
     * {@link #isStrong}, in this server's order, and `http/1.1` as the only protocol inside (RFC 7301).
     */
    // task tls
    private static SSLParameters parameters(SSLParameters usual) {
        Todo.report("tls");
        return usual;
    }

    /** Returns whether a suite has forward secrecy and authenticates what it encrypts (RFC 9325 §4.2). */
    private static boolean isStrong(String suite) {
        return (suite.startsWith("TLS_ECDHE_") || !suite.contains("_WITH_"))
                && (suite.contains("_GCM_") || suite.contains("_CHACHA20_"));
    }

    /** Returns an engine that waits for the first message of a client. */
    SSLEngine createEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        SSLParameters own = engine.getSSLParameters();
        own.setSNIMatchers(List.of(new RequestedName()));
        engine.setSSLParameters(own);
        try {
            engine.beginHandshake();
        } catch (SSLException misused) {
            throw new IllegalStateException(misused);
        }
        return engine;
    }

    /** Returns the response to a client that speaks HTTP without TLS. */
    static byte[] plain() {
        return ResponseBytes.text("GET", 400, "this port speaks TLS: use https\n");
    }

    /** Unwraps a record; `to` is a buffer of {@link #acquire}. */
    static SSLEngineResult unwrap(SSLEngine ssl, ByteBuffer from, ByteBuffer to) throws SSLException {
        SSLEngineResult result = ssl.unwrap(from, to);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("the record is too long");
        }
        return result;
    }

    /** @throws SSLException if the client has begun another handshake, on a connection that is open */
    static void refuseRenegotiation(SSLEngineResult result) throws SSLException {
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            throw new SSLException("this server does not renegotiate");
        }
    }

    /** Returns the time in {@link Clock} milliseconds. */
    long now() {
        return clock.now();
    }

    int handshakeMillis() {
        return handshakeMillis;
    }

    /** Borrows an empty buffer that has room for any record, without waiting. */
    ByteBuffer acquire() {
        ByteBuffer buffer = buffers.acquire();
        return buffer.capacity() < packetBytes ? ByteBuffer.allocate(packetBytes) : buffer;
    }

    /** Returns a buffer. */
    void release(ByteBuffer buffer) {
        buffers.release(buffer);
    }
}
