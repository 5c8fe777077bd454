import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * One client's HTTP/1.1: its requests come in one after another, and their responses go out in the same order (RFC 9112
 * §9).
 *
 * <p>It neither waits nor reads nor writes; an engine does what {@link #wants} says. It has no clock of its own, so
 * each deadline can be tried without waiting. Its state is the phase:
 *
 * <pre> phase there is wants deadline when it passes IDLE no byte of a request READ idle, since the phase began CLOSED
 * RECEIVING a part of a request READ request, since the phase began a 408: WORKING WORKING a request, or more of a
 * response to make WORK none SENDING bytes that are not written WRITE write, since the last progress RESET LINGERING a
 * client that may send still, and may not LINGER 2 s, since the phase began CLOSED have read its last response CLOSED
 * nothing CLOSE none RESET a response that must not look complete RESET none </pre>
 *
 * <p>Page: docs/pages/lab07.adoc.
 */
final class HttpConnection implements Protocol {

    enum Phase {
        IDLE, RECEIVING, WORKING, SENDING, LINGERING, CLOSED, RESET
    }

    private final Limits limits;
    private final Clock clock;
    private final RequestReader reader;
    private final Exchange exchange;

    private Phase phase = Phase.IDLE;
    private long since;             // when the time of this phase began to run, in milliseconds of the clock

    HttpConnection(InetAddress client, LastResort handler, Limits limits, Clock clock, Buffers buffers) {
        this.limits = limits;
        this.clock = clock;
        this.reader = new RequestReader(client, limits.maxBody());
        this.exchange = new Exchange(reader, handler, buffers, new ResponseWriter(clock));
        this.since = clock.now();
    }

    // task head
    @Override
    public Wants wants() {
        return switch (phase) {
            case IDLE, RECEIVING -> Wants.READ;
            case WORKING -> Wants.WORK;
            case SENDING -> Wants.WRITE;
            case LINGERING -> Wants.LINGER;
            case CLOSED -> Wants.CLOSE;
            case RESET -> Wants.RESET;
        };
    }

    // task head
    @Override
    public void receive(ByteBuffer in) {
        if (phase == Phase.LINGERING) {
            in.position(in.limit());        // Whatever this is, it gets no response.
        } else {
            reader.receive(in);
            enter(reading());
        }
    }

    /** The phase while the client has its turn: it depends on how much of a request there is. */
    private Phase reading() {
        if (reader.hasRequest() || reader.awaitsContinue()) {
            return Phase.WORKING;
        }
        return reader.isPartial() ? Phase.RECEIVING : Phase.IDLE;
    }

    @Override
    public void endOfInput() {
        enter(Phase.CLOSED);
    }

    // task head
    @Override
    public void work() {
        exchange.work();
        enter(exchange.output() == null ? afterwards() : Phase.SENDING);
    }

    @Override
    public ByteBuffer transmit() {
        return exchange.output();
    }

    // task head
    @Override
    public void sent() {
        if (exchange.sent()) {
            since = clock.now();            // A client that takes a byte is alive, and has the whole time again.
        }
        if (exchange.output() == null) {
            enter(afterwards());
        }
    }

    /**
     * The phase after all bytes have been written, as the exchange says: it goes on with its responses, or it has
     * written the last one, or the client has its turn ({@link #reading}). If a socket is closed while bytes of its
     * client have not been read, the connection is reset, and what the client has not read by then is lost (RFC 9112
     * §9.6): so LINGERING comes before CLOSED if the client may be sending still.
     */
    // task head
    private Phase afterwards() {
        if (exchange.isTruncated()) {
            return Phase.RESET;
        }
        if (exchange.isBusy()) {
            return Phase.WORKING;
        }
        if (exchange.isLast()) {
            return exchange.mayLinger() ? Phase.LINGERING : Phase.CLOSED;
        }
        return reading();
    }

    /** Changes the phase. The time of a phase runs from its beginning: what happens within it does not move it. */
    // task keep-alive, until then: phase = next;
    private void enter(Phase next) {
        if (next != phase) {
            since = clock.now();
            phase = next;
        }
    }

    // task keep-alive, until then: return NEVER;
    @Override
    public long deadline() {
        return switch (phase) {
            case IDLE -> since + limits.idle();
            case RECEIVING -> since + limits.request();
            case SENDING -> since + limits.write();
            case LINGERING -> since + Limits.LINGER;
            case WORKING, CLOSED, RESET -> NEVER;
        };
    }

    // task keep-alive, until then: return;
    @Override
    public void onTime() {
        switch (phase) {
            case IDLE, LINGERING -> enter(Phase.CLOSED);
            case RECEIVING -> {
                reader.reject(new HttpError(408, "the rest of the request did not come in time"));
                enter(Phase.WORKING);
            }
            case SENDING -> enter(Phase.RESET);
            case WORKING, CLOSED, RESET -> {}
        }
    }

    @Override
    public boolean isIdle() {
        return phase == Phase.IDLE;
    }

    @Override
    public void closed() {
        exchange.close();
    }
}
