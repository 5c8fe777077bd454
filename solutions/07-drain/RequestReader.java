import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Reads what a client has sent: at most one request, and after it bytes that are not parsed yet.
 *
 * <p>There is no queue of requests. The number of requests that a client sends ahead changes neither the order of the
 * responses nor how much the server holds for that client.
 */
final class RequestReader {

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final RequestParser parser;
    private final Clock clock;
    private final LongSupplier nanos;
    private ByteBuffer unparsed = EMPTY;
    private HandOver handOver;             // what may take over after the last request; null if nothing does
    private ByteBuffer ahead = EMPTY;      // what came after the last request, if a tunnel may take over
    private Request request;
    private boolean continueSent;          // no (further) 100 is due for the request that has partly arrived
    private long began;                    // when its first byte came, or its turn, in clock milliseconds
    private long headComplete = Protocol.NEVER;
    private long handledBegan = Protocol.NEVER;     // the same of the request whose response comes next, if any
    private long handled;                  // when that was handled
    private long arrived;                  // when the bytes of the next `receive` have arrived; 0: just now

    RequestReader(Peer peer, int maxBody, Admission admission, Clock clock) {
        this.clock = clock;
        this.nanos = clock.nanos();
        this.parser = new RequestParser(maxBody, admission, peer, nanos);
    }

    /** Notes when the bytes of the next `receive` have arrived, in nanoseconds ({@link Protocol#arrived}). */
    void arrived(long time) {
        arrived = time;
    }

    /** Takes all of `in`. No request may be pending. */
    void receive(ByteBuffer in) {
        parser.arrived(arrived);
        parse(in);
        if (in.hasRemaining()) {
            unparsed = ByteBuffer.allocate(in.remaining()).put(in).flip();
            parser.arrived(arrived != 0 || nanos == null ? arrived : nanos.getAsLong());
        }
        arrived = 0;
    }

    private void parse(ByteBuffer in) {
        long now = clock.now();
        if (!parser.isPartial()) {
            began = now;
            headComplete = Protocol.NEVER;
        }
        try {
            request = parser.receive(in);
            if (headComplete == Protocol.NEVER && parser.hasHead()) {
                headComplete = now;
            }
        } catch (HttpException failure) {
            reject(failure);
        } catch (RuntimeException fault) {
            Faults.report(fault);        // A fault in the parser ends this connection, and no other.
            reject(new HttpException(500, "the server has a fault"));
        }
    }

    /** Returns whether a request has arrived, or something that can never become one. */
    boolean hasRequest() {
        return request != null;
    }

    /** Returns the request that has arrived. */
    Request request() {
        return request;
    }

    /** Rejects what has arrived of a request. It counts as a malformed request from now on. */
    void reject(HttpException failure) {
        began = clock.now();
        request = parser.malformed(failure);
    }

    /** Notes that no response is left to send. What has been sent ahead has its turn: its time begins. */
    void beginTurn() {
        if (isAnswering()) {
            handledBegan = Protocol.NEVER;
            began = clock.now();
            headComplete = headComplete == Protocol.NEVER ? Protocol.NEVER : began;
        }
    }

    /** Finishes the current request; a tunnel for it is refused. The next one follows if it has already arrived. */
    void next() {
        HandOver refused = HandOver.of(request.context());
        if (refused != null) {
            refused.tunnel().close();
        }
        finish();
        continueSent = false;
        if (unparsed.hasRemaining()) {
            parser.ahead(true);
            parse(unparsed);
            parser.ahead(false);
        }
        unparsed = unparsed.hasRemaining() ? unparsed : EMPTY;
    }

    /** Finishes the current request and drops everything after it. Returns whether anything had arrived after it. */
    boolean discard() {
        boolean more = unparsed.hasRemaining();
        handOver = request == null ? null : HandOver.of(request.context());
        ahead = handOver == null ? EMPTY : unparsed;
        finish();
        unparsed = EMPTY;
        continueSent = true;       // A client that waits for a 100 gets the last response instead.
        return more;
    }

    private void finish() {
        handledBegan = began;
        handled = clock.now();
        request = null;
    }

    /** Returns what had arrived after the last request, for the tunnel that takes over. */
    byte[] ahead() {
        byte[] bytes = new byte[ahead.remaining()];
        ahead.get(ahead.position(), bytes);
        return bytes;
    }

    /** Returns when the last request began of which anything has arrived, or its turn. In clock milliseconds. */
    long began() {
        return began;
    }

    /** Returns whether a request was handled whose response has not left. */
    boolean isAnswering() {
        return handledBegan != Protocol.NEVER;
    }

    /** Returns when that request began, in clock milliseconds. */
    long handledBegan() {
        return handledBegan;
    }

    /** Returns when that request was handled, in clock milliseconds. */
    long handled() {
        return handled;
    }

    /** Returns when the head was complete of a request that is not; {@link Protocol#NEVER} if there is none. */
    long headComplete() {
        return headComplete;
    }

    /** Returns whether part of a request has arrived. */
    boolean isPartial() {
        return !hasRequest() && parser.isPartial();
    }

    /** Returns whether the client waits for `100 Continue` before it sends the content (RFC 9110 §10.1.1). */
    boolean awaitsContinue() {
        return !hasRequest() && !continueSent && parser.expectsContinue();
    }

    /** Records that the client gets its `100 Continue` now. */
    void continueSent() {
        continueSent = true;
    }

    /** Ends a request that has arrived, and that nothing will respond to. */
    void abandon(Outcome.Cause cause) {
        if (request != null) {
            request.context().ended(new Outcome(0, cause));
        }
    }

    /** Ends everything that has arrived. */
    void close() {
        abandon(Outcome.Cause.SERVER);
        if (handOver != null) {
            handOver.tunnel().close();
        }
        parser.close();
    }
}
