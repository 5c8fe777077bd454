import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Turns responses into bytes, one after another: a head, then content as its {@link BodyFraming} says.
 *
 * <p>It fills a buffer as far as there is room, and goes on with the next one where it stopped. It neither writes nor
 * waits, but for a {@link BodySource}. Page: docs/pages/lab07.adoc.
 */
final class ResponseWriter {

    private static final ByteBuffer NO_HEAD = ByteBuffer.allocate(0);
    private static final byte[] NO_BODY = {};
    private static final byte[] CR_LF = "\r\n".getBytes(US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);
    private static final int SIZE_LINE = 6;             // four digits, CR LF
    private static final int MAX_CHUNK = 0xFFFF;        // what four digits can say
    private static final int MAX_UTF_8 = 3;             // bytes for each char
    private static final int OWN_LINES = 256;           // bytes at most, without the response's fields

    private final Clock clock;
    private BodyFraming framing;
    private ByteBuffer head = NO_HEAD;      // what is left of it
    private byte[] body = NO_BODY;          // content that is there as a whole
    private int bodyWritten;                // bytes of it
    private BodySource source;                  // of content that is made now; null if there is none, or no more
    private long remaining;                      // of the length; before the first byte all of it

    ResponseWriter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes the next response, and puts its head into `out`, if it fits; the response before is complete.
     */
    void begin(Exchange.Outgoing next, ByteBuffer out) {
        Response response = next.response();
        framing = next.framing();
        source = response.source();
        remaining = framing == BodyFraming.LENGTH ? BodyFraming.length(response) : Long.MAX_VALUE;
        int most = maxHeadBytes(response);
        if (most <= out.remaining()) {
            head(response, next.connection(), out);
        } else {
            ByteBuffer own = ByteBuffer.allocate(most);
            head(response, next.connection(), own);
            head = own.flip();
        }
        boolean content = !next.headOnly() && framing != BodyFraming.NONE && remaining > 0;
        body = content ? response.body() : NO_BODY;
        if (!content) {
            closeSource();
        }
    }

    /** How many bytes the head has at most. */
    private static int maxHeadBytes(Response response) {
        int bytes = OWN_LINES;
        for (Field field : response.fields()) {
            bytes += MAX_UTF_8 * (field.name().length() + field.value().length()) + ": ".length() + CR_LF.length;
        }
        return bytes;
    }

    /**
     * Puts the head into `out`, which has room for it: the status line with {@link Status#reason}; `Date`, which
     * {@link Clock#date} has as a whole line; the fields of the response; {@link #framing}; `Connection`; the empty
     * line. Lines end in CR LF.
     *
     * @param connection the value of `Connection`; null if there is no such field
     */
    // task head
    private void head(Response response, String connection, ByteBuffer out) {
        out.put(Todo.response("head", ""));
    }

    /**
     * Puts the field into `out` that tells the client where the content ends, as `framing` says: `Content-Length`,
     * which is `remaining`, or `Transfer-Encoding`, or neither.
     */
    // task framing
    private void framing(ByteBuffer out) {
        Todo.report("framing");
    }

    private static void field(String name, String value, ByteBuffer out) {
        put(name, out);
        put(": ", out);
        put(value, out);
        put("\r\n", out);
    }

    /** Text in UTF-8, without making anything else of it on the way: most of it is ASCII. */
    private static void put(String text, ByteBuffer out) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character > 0x7F) {
                out.put(text.substring(i).getBytes(UTF_8));
                return;
            }
            out.put((byte) character);
        }
    }

    /** A number in decimal digits. */
    private static void put(long number, ByteBuffer out) {
        if (number > 9) {
            put(number / 10, out);
        }
        out.put((byte) ('0' + number % 10));
    }

    /**
     * Puts into `out` what there is room for. A source is asked for one piece at most, and the thread waits for that:
     * it is written before the next one is asked for.
     *
     * @return whether the response is complete, or there is none
     * @throws Exception if its source failed: no byte of the piece is in `out`
     */
    boolean write(ByteBuffer out) throws Exception {
        int headPart = Math.min(head.remaining(), out.remaining());
        out.put(head.slice().limit(headPart));
        head.position(head.position() + headPart);
        writeBody(out);
        if (source != null && !BufferPool.isFull(out)) {
            if (framing == BodyFraming.CHUNKED) {
                chunk(out);
            } else {
                sized(out);
            }
        }
        if (hasMore()) {
            return false;
        }
        reset();
        return true;
    }

    /** Puts into `out` what there is room for of a body in memory, once the head is written: that never waits. */
    void refill(ByteBuffer out) {
        writeBody(out);
        if (!hasMore()) {
            reset();
        }
    }

    private void writeBody(ByteBuffer out) {
        if (!head.hasRemaining()) {
            int count = Math.min(body.length - bodyWritten, out.remaining());
            out.put(body, bodyWritten, count);
            bodyWritten += count;
        }
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
     * The next piece as it is ({@link #pull}), and no byte more than are `remaining` of the announced length;
     * `remaining` becomes less. At the end of the source, or of the length: {@link #closeSource}.
     *
     * @throws IOException if the source ends before the length that was announced
     */
    // task framing
    private void sized(ByteBuffer out) throws Exception {
        throw new Todo("framing");
    }

    /**
     * The next piece of the source, in `data`: how many bytes, at least one; -1 at the end. What counts is what is
     * there, not what the source says: some give nothing now and then, and bytes that it has not put there may be
     * another client's.
     */
    private int pull(ByteBuffer data) throws Exception {
        boolean more = true;
        while (more && data.position() == 0) {
            more = source.read(data) >= 0;
        }
        return data.position() == 0 ? -1 : data.position();
    }

    /** Whether something of the response is still to come. */
    boolean hasMore() {
        return head.hasRemaining() || bodyWritten < body.length || source != null;
    }

    /** Whether the end of the connection is the end of the content. */
    boolean isCloseDelimited() {
        return framing == BodyFraming.CLOSE;
    }

    /** What is left of the response will not be sent. */
    void abandon() {
        reset();
        closeSource();
    }

    /** Until the next request comes nothing is held of this response: it may be long. */
    private void reset() {
        head = NO_HEAD;
        body = NO_BODY;
        bodyWritten = 0;
    }

    private void closeSource() {
        BodySource over = source;
        source = null;      // First, so that it is closed once, also where that goes wrong.
        if (over != null) {
            over.close();
        }
    }
}
