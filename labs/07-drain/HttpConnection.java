import java.nio.ByteBuffer;

/// One client's HTTP/1.1 connection. Requests come in one after another, and their responses go out in the same order
/// (RFC 9112 §9).
///
/// It neither reads nor writes: an engine does what [#wants] says, and only [#work] may block. The clock is a
/// parameter, so a test can try each deadline without waiting. The state of the connection is its phase:
///
/// | phase     | what there is                             | wants  | deadline                       | when it passes  |
/// |-----------|-------------------------------------------|--------|--------------------------------|-----------------|
/// | IDLE      | no byte of a request                      | READ   | idle, since it began           | CLOSED          |
/// | RECEIVING | part of a request                         | READ   | request, since it began        | a 408: HANDLING |
/// | HANDLING  | a request                                 | WORK   | handler, since its turn        | interrupted     |
/// | PRODUCING | more of a response to make, a 100 to send | WORK   | handler, since it began        | interrupted     |
/// | SENDING   | bytes that are not written yet            | WRITE  | write, since the last progress | RESET           |
/// | LINGERING | a client that may still send              | LINGER | 2 s, since it began            | CLOSED          |
/// | CLOSED    | nothing                                   | CLOSE  |                                |                 |
/// | RESET     | a response that must not look complete    | RESET  |                                |                 |
///
/// The phase changes only in [#receive], [#work], [#sent], [#onDeadline] and [#endOfInput], each of which the engine
/// calls only when it is the turn of that ([#requireTurn]). [Phase] has the changes that may happen.
/// Page: docs/pages/lab07.adoc.
final class HttpConnection implements Protocol {

    private final ConnectionLimits limits;
    private final Clock clock;
    private final RequestReader reader;
    private final Exchange exchange;

    private Phase phase = Phase.IDLE;
    private volatile boolean cancelled;  // the client has reset the connection
    private long phaseStart;             // when this phase began, or the last progress was made, in clock milliseconds

    HttpConnection(Peer peer, ExceptionBoundary handler, ConnectionLimits limits, Clock clock,
            BufferPool buffers, Admission admission) {
        this.limits = limits;
        this.clock = clock;
        this.reader = new RequestReader(peer, limits.maxBody(), admission, clock);
        this.exchange = new Exchange(reader, handler.limitedBy(this::deadline, () -> cancelled), buffers, clock,
                limits.handler());
        this.phaseStart = clock.now();
    }

    // task head
    @Override
    public Wants wants() {
        throw new Todo("head");
    }

    /** Takes bytes of requests. While the connection lingers, it drops them. */
    // task head
    @Override
    public void receive(ByteBuffer in) {
        throw new Todo("head");
    }

    /** Returns the phase when no response is left to send. It depends on how much of a request has arrived. */
    private Phase phaseAfterInput() {
        reader.beginTurn();
        if (reader.hasRequest()) {
            return Phase.HANDLING;
        }
        if (reader.awaitsContinue()) {
            return Phase.PRODUCING;
        }
        return reader.isPartial() ? Phase.RECEIVING : Phase.IDLE;
    }

    @Override
    public void endOfInput() {
        requireTurn(wants() == Wants.READ || wants() == Wants.LINGER);
        enter(Phase.CLOSED);
    }

    /**
     * Handles one request while HANDLING. The next one follows if it can be handled before a response is sent;
     * otherwise the connection is PRODUCING. Makes bytes while PRODUCING. They are sent next; if there are none, all is
     * as if they had been sent.
     */
    // task head
    @Override
    public void work() {
        throw new Todo("head");
    }

    @Override
    public boolean checksClient() {
        return phase == Phase.HANDLING && limits.other().checksClient(reader.request().context());
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public ByteBuffer output() {
        return exchange.pendingOutput();
    }

    /** Handles the end of a write, perhaps of no bytes. A client that takes any is alive: its clock starts over. */
    // task head
    @Override
    public void sent() {
        throw new Todo("head");
    }

    /**
     * Returns the phase after all bytes have been written. The exchange decides: what was sent must not look complete,
     * or it has more to send, or it has sent the last response, or it is the client's turn ({@link #phaseAfterInput}).
     * If the server closes a socket with unread bytes from the client, the connection is reset, and the client loses
     * what it has not read by then (RFC 9112 §9.6). LINGERING therefore comes before CLOSED if the client may still
     * send.
     */
    // task head
    private Phase phaseAfterOutput() {
        throw new Todo("head");
    }

    /**
     * Checks that the engine does what the connection wants.
     *
     * @throws IllegalStateException if it is not the `turn` of what has happened
     */
    private void requireTurn(boolean turn) {
        if (!turn) {
            throw new IllegalStateException("this cannot happen to a connection that is " + phase);
        }
    }

    /**
     * Changes the phase, as far as it may ({@link Phase#to}). The clock starts over only if the phase is a different
     * one, or another request is handled: more bytes of a request do not move its deadline.
     */
    // task keep-alive
    private void enter(Phase next) {
        Todo.report("keep-alive");
        phase = phase.to(next);
    }

    @Override
    public long deadline() {
        return Math.min(phaseDeadline(), requestDeadline());
    }

    /** Returns the deadline of the request. A response that comes at its very end has a moment to leave. */
    private long requestDeadline() {
        RequestLimit limit = limits.other();
        if (phase == Phase.HANDLING || !reader.isAnswering()) {
            return limit.deadline(phase, reader.began(), reader.headComplete());
        }
        return Math.max(limit.deadline(phase, reader.handledBegan(), reader.headComplete()),
                reader.handled() + ConnectionLimits.LAST);
    }

    /** Returns the deadline of the phase. */
    // task keep-alive
    private long phaseDeadline() {
        Todo.report("keep-alive");
        return NEVER;
    }

    // task keep-alive
    @Override
    public void onDeadline() {
        Todo.report("keep-alive");
    }

    @Override
    public void arrived(long nanos) {
        reader.arrived(nanos);
    }

    @Override
    public boolean isIdle() {
        return phase == Phase.IDLE;
    }

    @Override
    public Tunnel tunnel() {
        return phase == Phase.CLOSED ? exchange.tunnel() : null;
    }

    @Override
    public void closed() {
        try {
            // After a reset for a source that failed, nothing is left that could be broken off.
            exchange.close(phase == Phase.RESET ? Outcome.Cause.TIMEOUT : Outcome.Cause.CLIENT);
        } finally {
            reader.close();
        }
    }
}
