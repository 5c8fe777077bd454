import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * One client's HTTP/1.1: its requests come in one after another, and their answers go out in the same order (RFC 9112
 * §9).
 *
 * <p>It neither waits nor reads nor writes; an engine does, as {@link #wants} says. And it has no clock of its own, so
 * all its deadlines can be tried without waiting. Page: docs/pages/lab07.adoc.
 */
final class HttpConnection implements Protocol {

    private final Limits limits;
    private final Clock clock;
    private final Inbox inbox;
    private final Outbox outbox;

    private boolean ended;          // the client sends no more, or is not listened to any more
    private boolean givenUp;        // it does not read
    private long since;             // when it began to wait for what it waits for now, in milliseconds of the clock

    HttpConnection(InetAddress client, LastResort handler, Limits limits, Clock clock, Buffers buffers) {
        this.limits = limits;
        this.clock = clock;
        this.inbox = new Inbox(client, limits.maxBody());
        this.outbox = new Outbox(inbox, handler, buffers, new ResponseWriter(clock));
        this.since = clock.now();
    }

    /** What it wants follows from what there is, the most pressing first. So there is no state that could be wrong. */
    @Override
    public Wants wants() {
        if (givenUp) {
            return Wants.RESET;
        }
        if (outbox.bytes() != null) {
            return Wants.WRITE;
        }
        if (outbox.isTorn()) {
            return Wants.RESET;
        }
        if (inbox.isInHand() || inbox.awaitsContinue()) {
            return Wants.WORK;
        }
        return ended || outbox.isLast() ? end() : Wants.READ;
    }

    /**
     * What it wants when all is said. If a socket is closed while bytes of its client have not been read, the
     * connection is reset, and what the client has not read by then is lost (RFC 9112 §9.6). So LINGER, if the client
     * may be sending still; else CLOSE. A client that has `ended` does not send.
     */
    // task keep-alive
    private Wants end() {
        Todo.say("keep-alive");
        return Wants.CLOSE;
    }

    @Override
    public void receive(ByteBuffer in) {
        if (outbox.isLast()) {
            in.position(in.limit());    // It lingers: whatever this is, nobody will answer it.
            return;
        }
        boolean begun = inbox.hasBegun();
        inbox.receive(in);
        if (!begun && inbox.hasBegun()) {
            // The time of a request runs from its first byte, and more bytes do not move it.
            since = clock.now();
        }
    }

    @Override
    public void endOfInput() {
        ended = true;
    }

    @Override
    public void work() {
        outbox.fill();
        since = clock.now();
    }

    @Override
    public ByteBuffer transmit() {
        return outbox.bytes();
    }

    @Override
    public void sent() {
        if (outbox.sent()) {
            since = clock.now();        // A client that takes a byte is alive, and has the whole time once more.
        }
    }

    @Override
    public long deadline() {
        return switch (wants()) {
            case READ -> since + (inbox.hasBegun() ? limits.request() : limits.idle());
            case WRITE -> since + limits.write();
            case LINGER -> since + Limits.LINGER;
            case WORK, CLOSE, RESET -> NEVER;
        };
    }

    @Override
    public boolean isIdle() {
        return wants() == Wants.READ && !inbox.hasBegun();
    }

    /**
     * READ: a request that has begun is refused with 408; where none has, the connection ends in silence. WRITE: the
     * client is given up, as it does not read. LINGER: it has had its time, and is not listened to any more.
     */
    // task keep-alive
    @Override
    public void onTime() {
        throw new Todo("keep-alive");
    }

    @Override
    public void closed() {
        outbox.close();
    }
}
