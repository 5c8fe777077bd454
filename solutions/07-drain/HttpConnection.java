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
        return switch (phase) {
            case IDLE, RECEIVING -> Wants.READ;
            case HANDLING, PRODUCING -> Wants.WORK;
            case SENDING -> Wants.WRITE;
            case LINGERING -> Wants.LINGER;
            case CLOSED -> Wants.CLOSE;
            case RESET -> Wants.RESET;
        };
    }

    /** Takes bytes of requests. While the connection lingers, it drops them. */
    // task head
    @Override
    public void receive(ByteBuffer in) {
        requireTurn(wants() == Wants.READ || wants() == Wants.LINGER);
        if (phase == Phase.LINGERING) {
            in.position(in.limit());        // These bytes get no response.
        } else {
            reader.receive(in);
            enter(phaseAfterInput());
        }
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
        requireTurn(wants() == Wants.WORK);
        if (phase == Phase.HANDLING) {
            exchange.handleRequest();
            enter(exchange.canHandle() ? Phase.HANDLING : Phase.PRODUCING);
        } else {
            exchange.produce();
            enter(exchange.pendingOutput() == null ? phaseAfterOutput() : Phase.SENDING);
        }
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
        requireTurn(wants() == Wants.WRITE);
        if (exchange.sent()) {
            phaseStart = clock.now();
        }
        if (exchange.pendingOutput() == null) {
            enter(phaseAfterOutput());
        }
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
        if (exchange.mustReset()) {
            return Phase.RESET;
        }
        if (exchange.hasMore()) {
            return Phase.PRODUCING;
        }
        if (exchange.isLast()) {
            return exchange.clientMaySendMore() ? Phase.LINGERING : Phase.CLOSED;
        }
        return phaseAfterInput();
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
    // task keep-alive, until then: phase = phase.to(next);
    private void enter(Phase next) {
        if (next != phase || next == Phase.HANDLING) {
            phaseStart = clock.now();
            phase = phase.to(next);
        }
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
    // task keep-alive, until then: return NEVER;
    private long phaseDeadline() {
        return switch (phase) {
            case IDLE -> phaseStart + limits.idle();
            case RECEIVING -> phaseStart + limits.request();
            case SENDING -> phaseStart + limits.write();
            case LINGERING -> phaseStart + ConnectionLimits.LINGER;
            case HANDLING, PRODUCING -> phaseStart + limits.handler();
            case CLOSED, RESET -> NEVER;
        };
    }

    // task keep-alive, until then: return;
    @Override
    public void onDeadline() {
        switch (phase) {
            case IDLE, LINGERING -> enter(Phase.CLOSED);
            case RECEIVING -> {
                reader.reject(new HttpException(408, "the rest of the request did not come in time"));
                enter(Phase.HANDLING);
            }
            case SENDING -> enter(Phase.RESET);
            case HANDLING, PRODUCING, CLOSED, RESET -> requireTurn(false);
        }
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
