import java.nio.ByteBuffer;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/// TLS around any protocol, on any engine (RFC 8446, RFC 5246): what comes in is unwrapped, what goes out is wrapped.
/// It knows no more of the protocol inside than an engine does, and does what that wants. Its phases:
///
/// | phase     | what there is                      | wants                          | deadline            |
/// |-----------|------------------------------------|--------------------------------|---------------------|
/// | NEW       | no byte yet                        | READ                           | of the handshake    |
/// | HANDSHAKE | a handshake that is not complete   | READ, WORK, WRITE              | of the handshake    |
/// | OPEN      | a protocol inside                  | as that does ([TlsInside])     | as that has         |
/// | LAST      | the last bytes: an alert, or a 400 | WRITE, then LINGER or CLOSE    | 2 s, since it began |
/// | CLOSED    | nothing                            | CLOSE                          |                     |
/// | RESET     | bytes that the client did not take | RESET                          |                     |
///
/// A connection holds a buffer only while it has something to write. In between, it holds what has come of the next
/// record, and what JSSE needs. Page: docs/pages/lab14.adoc.
final class TlsProtocol implements Protocol {

    private enum Phase {
        NEW, HANDSHAKE, OPEN, LAST, CLOSED, RESET
    }

    private final TlsPort port;
    private final Peer client;
    private final Function<Peer, Protocol> protocols;
    private final TlsOutput out;
    private final long served = System.nanoTime();
    private Phase phase = Phase.NEW;
    private long phaseStart;                // in clock milliseconds
    private SSLEngine ssl;                  // null while NEW
    private TlsHandshake handshake;         // the same
    private ByteBuffer encrypted = TlsOutput.NOTHING;       // what has come and is not unwrapped yet
    private volatile TlsInside inside;      // null before OPEN
    private boolean lingers;                // after the last bytes, the client may still send

    /** @param protocols creates the protocol inside, from the client and what the handshake has agreed on */
    TlsProtocol(TlsPort port, Peer client, Function<Peer, Protocol> protocols) {
        this.port = port;
        this.client = client;
        this.protocols = protocols;
        this.out = new TlsOutput(port);
        this.phaseStart = port.now();
    }

    @Override
    public Wants wants() {
        return switch (phase) {
            case NEW -> Wants.READ;
            case HANDSHAKE -> handshake.wants();
            case OPEN -> inside.wants();
            case LAST -> out.isPending() ? Wants.WRITE : lingers ? Wants.LINGER : Wants.CLOSE;
            case CLOSED -> Wants.CLOSE;
            case RESET -> Wants.RESET;
        };
    }

    private void enter(Phase next) {
        phase = next;
        phaseStart = port.now();
    }

    private void enterLast(boolean toLinger) {
        lingers = toLinger;
        enter(Phase.LAST);
    }

    @Override
    public void arrived(long nanos) {
        if (phase == Phase.OPEN) {
            inside.protocol().arrived(nanos);
        }
    }

    @Override
    public void receive(ByteBuffer in) {
        if (phase == Phase.NEW) {
            begin(in.get(in.position()));
        }
        if (phase == Phase.HANDSHAKE || phase == Phase.OPEN) {
            encrypted = encrypted.hasRemaining() ? TlsOutput.joined(encrypted, in) : in;
            advance();
            if (encrypted == in) {
                encrypted = TlsOutput.joined(TlsOutput.NOTHING, in);      // The engine may reuse its buffer.
            }
        }
        in.position(in.limit());        // No one wants what is left.
    }

    /**
     * Begins a handshake, unless the first byte may be that of a method ({@link Ascii#TOKEN}): no TLS begins like that.
     * Such a client gets {@link TlsPort#plain} in clear text, and may still send.
     */
    // task tls, until then: enter(Phase.CLOSED);
    private void begin(byte first) {
        if (Ascii.TOKEN[first & 0xFF]) {
            out.put(TlsPort.plain());
            enterLast(true);
        } else {
            ssl = port.createEngine();
            handshake = new TlsHandshake(ssl, out);
            phase = Phase.HANDSHAKE;        // The clock goes on: the time for it began with the connection.
        }
    }

    /**
     * Unwraps what has come, record after record, for as long as the connection wants to READ: what the protocol inside
     * has no room for stays encrypted. What is no TLS ends the connection ({@link #fail}).
     */
    // task tls, until then: return;
    private void advance() {
        if (!encrypted.hasRemaining() || wants() != Wants.READ) {
            return;
        }
        ByteBuffer plain = port.acquire();
        try {
            boolean more = true;
            while (more && encrypted.hasRemaining() && wants() == Wants.READ) {
                more = unwrap(plain.clear());
            }
        } catch (SSLException noTls) {
            fail();
        } finally {
            port.release(plain);
        }
    }

    /** Unwraps a record, and handles what is in it. Returns whether there was a whole one. */
    private boolean unwrap(ByteBuffer plain) throws SSLException {
        SSLEngineResult result = TlsPort.unwrap(ssl, encrypted, plain);
        if (phase == Phase.OPEN) {
            inside.receive(result, plain.flip());
        } else if (result.getStatus() == Status.CLOSED) {
            enter(Phase.CLOSED);
        } else {
            openIfAgreed();
        }
        return result.bytesConsumed() > 0;
    }

    private void openIfAgreed() {
        if (handshake.isComplete()) {
            inside = new TlsInside(protocols.apply(handshake.secured(client, served)), ssl, out);
            enter(Phase.OPEN);
        }
    }

    /** Takes an end that the client has not announced (`close_notify`): what is in progress is not complete. */
    @Override
    public void endOfInput() {
        if (phase == Phase.OPEN) {
            inside.protocol().endOfInput();
        }
        enter(Phase.CLOSED);
    }

    /** Does what the handshake, or the protocol inside, needs to be done, and wraps what comes of that. */
    @Override
    public void work() {
        try {
            if (phase == Phase.HANDSHAKE) {
                handshake.work();
                openIfAgreed();
            } else if (inside.work()) {
                enterLast(inside.protocol().wants() == Wants.LINGER);
            }
        } catch (SSLException noTls) {
            fail();
        }
        advance();
    }

    /** Ends a connection that is no TLS. The alert that says why is the last that is sent ({@link TlsOutput#alert}). */
    // task tls, until then: enter(Phase.CLOSED);
    private void fail() {
        encrypted = TlsOutput.NOTHING;
        out.alert(ssl);
        enterLast(true);
    }

    @Override
    public ByteBuffer output() {
        return out.bytes();
    }

    @Override
    public void sent() {
        out.sent();
        if (!out.isPending()) {
            advance();
        }
    }

    @Override
    public boolean checksClient() {
        return phase == Phase.OPEN && inside.protocol().checksClient();
    }

    @Override
    public void cancel() {
        TlsInside working = inside;
        if (working != null) {
            working.protocol().cancel();
        }
    }

    @Override
    public long deadline() {
        return switch (phase) {
            case NEW, HANDSHAKE -> phaseStart + port.handshakeMillis();
            case OPEN -> inside.protocol().deadline();
            case LAST -> phaseStart + ConnectionLimits.LINGER;
            case CLOSED, RESET -> NEVER;
        };
    }

    /** Returns whether there is nothing of a request, and nothing of a handshake. */
    @Override
    public boolean isIdle() {
        return phase == Phase.NEW || phase == Phase.OPEN && !encrypted.hasRemaining() && inside.isIdle();
    }

    /** Ends what is late. A client that does not take its bytes in time gets a reset. */
    @Override
    public void onDeadline() {
        if (phase == Phase.OPEN) {
            inside.onDeadline();
        }
        if (out.isPending() || phase != Phase.OPEN) {
            enter(out.isPending() ? Phase.RESET : Phase.CLOSED);
        }
    }

    @Override
    public Tunnel tunnel() {
        return phase == Phase.OPEN ? inside.tunnel(encrypted, port) : null;
    }

    @Override
    public void closed() {
        out.close();
        if (inside != null) {
            inside.protocol().closed();
        }
    }
}
