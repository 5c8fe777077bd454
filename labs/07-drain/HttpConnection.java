import java.net.InetAddress;
import java.nio.ByteBuffer;

/// One client's HTTP/1.1: its requests come in one after another, and their responses go out in the same order
/// (RFC 9112 §9).
///
/// It neither reads nor writes: an engine does what [#wants] says, and only [#work] may take its time. The clock is
/// handed in, so each deadline can be tried without waiting. Its state is the phase:
///
/// | phase     | there is                                 | wants  | deadline                       | when it passes |
/// |-----------|------------------------------------------|--------|--------------------------------|----------------|
/// | IDLE      | no byte of a request                     | READ   | idle, since it began           | CLOSED         |
/// | RECEIVING | a part of a request                      | READ   | request, since it began        | a 408: WORKING |
/// | WORKING   | a request, a 100 to send, more to make   | WORK   | handler, since it began        | interrupted    |
/// | SENDING   | bytes that are not written               | WRITE  | write, since the last progress | RESET          |
/// | LINGERING | a client that may send still             | LINGER | 2 s, since it began            | CLOSED         |
/// | CLOSED    | nothing                                  | CLOSE  |                                |                |
/// | RESET     | a response that must not look complete   | RESET  |                                |                |
///
/// All steps from phase to phase are in [#receive], [#work], [#sent], [#onDeadline] and [#endOfInput].
/// Page: docs/pages/lab07.adoc.
final class HttpConnection implements Protocol {

    enum Phase {
        IDLE, RECEIVING, WORKING, SENDING, LINGERING, CLOSED, RESET
    }

    private final ConnectionLimits limits;
    private final Clock clock;
    private final RequestReader reader;
    private final Exchange exchange;

    private Phase phase = Phase.IDLE;
    private long phaseStart;             // when the time of this phase began, or the last progress, in milliseconds of
                                         // the
    // clock

    HttpConnection(InetAddress client, ExceptionBoundary handler, ConnectionLimits limits, Clock clock,
            BufferPool buffers) {
        this.limits = limits;
        this.clock = clock;
        this.reader = new RequestReader(client, limits.maxBody(), clock.nanos());
        this.exchange = new Exchange(reader, handler, buffers, new ResponseWriter(clock));
        this.phaseStart = clock.now();
    }

    // task head
    @Override
    public Wants wants() {
        throw new Todo("head");
    }

    /** Bytes of requests; while it lingers they are dropped. */
    // task head
    @Override
    public void receive(ByteBuffer in) {
        throw new Todo("head");
    }

    /** The phase when no response is left to send: as much of a request as has come decides it. */
    private Phase phaseAfterInput() {
        if (reader.hasRequest() || reader.awaitsContinue()) {
            return Phase.WORKING;
        }
        return reader.isPartial() ? Phase.RECEIVING : Phase.IDLE;
    }

    @Override
    public void endOfInput() {
        enter(Phase.CLOSED);
    }

    /**
     * Lets the exchange work: then there are bytes to write; or there are none, and {@link #phaseAfterOutput} decides.
     */
    // task head
    @Override
    public void work() {
        throw new Todo("head");
    }

    @Override
    public ByteBuffer output() {
        return exchange.pendingOutput();
    }

    /** Some bytes have been written, perhaps none. A client that takes any is alive: its time begins again. */
    // task head
    @Override
    public void sent() {
        throw new Todo("head");
    }

    /**
     * The phase after all bytes have been written, as the exchange says: what was sent must not look complete; or it
     * has more to send; or it has sent the last response; or the client has its turn ({@link #phaseAfterInput}). If a
     * socket is closed while bytes of its client have not been read, the connection is reset, and what the client has
     * not read by then is lost (RFC 9112 §9.6): so LINGERING comes before CLOSED if the client may send still.
     */
    // task head
    private Phase phaseAfterOutput() {
        throw new Todo("head");
    }

    /**
     * Changes the phase. Its time begins only if it is another one: more bytes of a request do not move its deadline.
     */
    // task keep-alive
    private void enter(Phase next) {
        Todo.report("keep-alive");
        phase = next;
    }

    // task keep-alive
    @Override
    public long deadline() {
        Todo.report("keep-alive");
        return NEVER;
    }

    // task keep-alive
    @Override
    public void onDeadline() {
        Todo.report("keep-alive");
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
