import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Turns responses into bytes, one after another: a head, then content as its {@link Delivery} says.
 *
 * <p>It fills a buffer as far as there is room, and goes on with the next one where it stopped. It neither writes nor
 * waits, but for a {@link Source}. Page: docs/pages/lab07.adoc.
 */
final class ResponseWriter {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final byte[] CR_LF = "\r\n".getBytes(US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);
    private static final int SIZE_LINE = 6;             // four digits, CR LF
    private static final int MOST_CHUNK = 0xFFFF;       // what four digits can say

    private final Clock clock;
    private Delivery delivery;
    private boolean endsConnection;
    private ByteBuffer head = NOTHING;      // what is left of it
    private ByteBuffer body = NOTHING;      // what is left of content that was there as a whole
    private Source source;                  // of content that is made now; null if there is none, or no more
    private long left;                      // of the length; before the first byte all of it

    ResponseWriter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes the next response; the one before is complete. Given.
     *
     * @param keeps whether the client wants to go on with the connection
     */
    void begin(Response response, Head request, boolean keeps) {
        boolean old = request.isOld();
        boolean headOnly = request.method().equals("HEAD");        // the same head as for GET (RFC 9110 §9.3.2)
        delivery = Delivery.of(response, old);
        endsConnection = !keeps || delivery == Delivery.CLOSE && !headOnly;
        source = response.source();
        left = delivery == Delivery.LENGTH ? Delivery.length(response) : Long.MAX_VALUE;
        head = ByteBuffer.wrap(head(response, endsConnection ? "close" : old ? "keep-alive" : null).getBytes(UTF_8));
        boolean content = !headOnly && delivery != Delivery.NONE && left > 0;
        body = content ? ByteBuffer.wrap(response.body()) : NOTHING;
        if (!content) {
            closeSource();
        }
    }

    /**
     * The head: the status line with {@link Status#reason}; `Date`, which {@link Clock#date} has as a whole line; the
     * fields of the response; {@link #framing}; `Connection`; the empty line. Lines end in CR LF.
     *
     * @param connection the value of `Connection`; null if there is no such field
     */
    // task head
    private String head(Response response, String connection) {
        return new String(Todo.reply("head", ""), UTF_8);
    }

    /**
     * Adds the field that tells the client where the content ends, as `delivery` says: `Content-Length`, which is
     * `left`, or `Transfer-Encoding`, or neither.
     */
    // task framing
    private void framing(StringBuilder head) {
        Todo.say("framing");
    }

    /**
     * Puts into `out` what there is room for. A source is asked for one piece at most, as it may let us wait for the
     * next. Given.
     *
     * @return whether the response is complete
     * @throws Exception if its source failed: no byte of the piece is in `out`
     */
    boolean write(ByteBuffer out) throws Exception {
        copy(head, out);
        copy(body, out);
        if (source != null && !Buffers.isFull(out)) {
            if (delivery == Delivery.CHUNKED) {
                chunk(out);
            } else {
                piece(out);
            }
        }
        if (isBusy()) {
            return false;
        }
        head = NOTHING;     // Until the next request comes nothing is held of this one: it may be long.
        body = NOTHING;
        return true;
    }

    private static void copy(ByteBuffer from, ByteBuffer out) {
        int count = Math.min(from.remaining(), out.remaining());
        out.put(out.position(), from, from.position(), count).position(out.position() + count);
        from.position(from.position() + count);
    }

    /**
     * One chunk (RFC 9112 §7.1): its size in four hexadecimal digits, CR LF, the data, CR LF. At the end of the source
     * the last chunk, and {@link #closeSource}. The data comes first: {@link #pull} puts it into a slice of `out`,
     * after the place of the size.
     */
    // task framing
    private void chunk(ByteBuffer out) throws Exception {
        throw new Todo("framing");
    }

    /**
     * The next piece as it is ({@link #pull}), and no byte more than are `left` of the announced length; `left` becomes
     * less. At the end of the source, or of the length: {@link #closeSource}.
     *
     * @throws IOException if the source ends before the length that was announced
     */
    // task framing
    private void piece(ByteBuffer out) throws Exception {
        throw new Todo("framing");
    }

    /**
     * The next piece of the source, in `data`: how many bytes, at least one; -1 at the end. What counts is what is
     * there, not what the source says: some give nothing now and then, and bytes that it has not put there may be
     * another client's. Given.
     */
    private int pull(ByteBuffer data) throws Exception {
        boolean more = true;
        while (more && data.position() == 0) {
            more = source.read(data) >= 0;
        }
        return data.position() == 0 ? -1 : data.position();
    }

    /** Whether something of the response is still to come. */
    boolean isBusy() {
        return head.hasRemaining() || body.hasRemaining() || source != null;
    }

    /** Whether this response is the last one. */
    boolean endsConnection() {
        return endsConnection;
    }

    /** Whether the end of the connection is the end of the content. */
    boolean isCloseDelimited() {
        return delivery == Delivery.CLOSE;
    }

    /** What is left of the response will not be sent. */
    void abandon() {
        head = NOTHING;
        body = NOTHING;
        closeSource();
    }

    private void closeSource() {
        Source over = source;
        source = null;      // First, so that it is closed once, also where that goes wrong.
        if (over != null) {
            over.close();
        }
    }
}
