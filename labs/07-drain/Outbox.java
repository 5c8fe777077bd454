import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is said to a client: answers to what is in its {@link Inbox}, one after another, in a buffer that is lent while
 * there are any.
 *
 * <p>More is made only when what was made before has been written. So a client that reads slowly slows down who answers
 * it, and takes no more memory than one that reads fast. Page: docs/pages/lab07.adoc.
 */
final class Outbox {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

    private final Inbox inbox;
    private final LastResort handler;
    private final Buffers buffers;
    private final ResponseWriter writer;

    private ByteBuffer out;         // answers that are being written; null if there are none
    private int written;            // bytes of `out`
    private boolean last;           // nothing is answered any more
    private boolean lingers;        // the client may be sending still
    private boolean torn;           // what was sent must not look complete

    Outbox(Inbox inbox, LastResort handler, Buffers buffers, ResponseWriter writer) {
        this.inbox = inbox;
        this.handler = handler;
        this.buffers = buffers;
        this.writer = writer;
    }

    /**
     * Lends a buffer, and fills it with answers. A handler may take its time, so the first one is asked before there is
     * a buffer. Given.
     */
    void fill() {
        if (inbox.isInHand() && !writer.isBusy()) {
            begin();
        }
        ByteBuffer buffer = buffers.acquire();
        try {
            do {
                buffer = Buffers.withRoom(buffer);
                answer(buffer);
            } while (inbox.isInHand() && mayAdd(buffer));
        } finally {
            out = buffer.flip();        // Also if a source dies of an Error: what is lent will be given back.
        }
    }

    /**
     * Whether more is put into `buffer` before it is written. Not if it is full. And not while an answer is incomplete:
     * the client gets what there is of it before its source is asked, and perhaps waited for, again.
     */
    // task backpressure
    private boolean mayAdd(ByteBuffer buffer) {
        Todo.say("backpressure");
        return true;
    }

    /** Puts into `buffer` what comes next: of the answer in hand, or of the next one. */
    private void answer(ByteBuffer buffer) {
        if (inbox.awaitsContinue()) {
            buffer.put(CONTINUE);
            inbox.continued();
            return;
        }
        if (!writer.isBusy()) {
            begin();
        }
        try {
            if (writer.write(buffer)) {
                complete();
            }
        } catch (Exception fault) {
            fault.printStackTrace();
            broken();
        }
    }

    private void begin() {
        Request request = inbox.request();
        boolean failed = request.failure() != null;
        boolean keeps = !failed && keeps(request.head());
        writer.begin(handler.handle(request), request.head(), keeps);
        last = writer.endsConnection();
        lingers = failed || keeps;
    }

    /**
     * Whether the client wants to go on with this connection (RFC 9112 §9.3). The options in `Connection` tell: with
     * `close` it does not; else HTTP/1.1 does, and HTTP/1.0 does with `keep-alive`.
     */
    // task keep-alive
    private static boolean keeps(Head head) {
        Todo.say("keep-alive");
        return false;
    }

    private void complete() {
        if (last) {
            lingers |= inbox.discard();
        } else {
            inbox.next();
        }
    }

    /**
     * A source has failed, and a part of its answer may have been sent: nothing else can be said in its place, and
     * nothing behind it. So the writer abandons it, it is the `last`, and nothing is in hand any more, else it would be
     * answered again ({@link Inbox#discard}). What the client has got must not look complete. A missing length or last
     * chunk tells that. Where the end of the connection is the end of the content, only a reset does: `torn` (RFC 9112
     * §8).
     */
    // task framing
    private void broken() {
        throw new Todo("framing");
    }

    /** The bytes to write; null if there are none. */
    ByteBuffer bytes() {
        return out;
    }

    /** Gives the buffer back if all of it has been written. Returns whether anything was. */
    boolean sent() {
        boolean progress = out.position() > written;
        written = out.position();
        if (!out.hasRemaining()) {
            giveBack();
        }
        return progress;
    }

    private void giveBack() {
        buffers.release(out);
        out = null;
        written = 0;
    }

    /** Nothing more will be said, not even what is in the buffer. */
    void close() {
        if (out != null) {
            giveBack();
        }
        writer.abandon();
    }

    boolean isLast() {
        return last;
    }

    boolean lingers() {
        return lingers;
    }

    boolean isTorn() {
        return torn;
    }
}
