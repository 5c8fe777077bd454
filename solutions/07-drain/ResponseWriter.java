import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Turns responses into bytes, one after another: a head, then the content, framed as its {@link BodyFraming} says.
 *
 * <p>It fills a buffer as far as there is room, and continues in the next buffer where it stopped. It does not write to
 * the socket, and waits for nothing but a {@link BodySource}. Page: docs/pages/lab07.adoc.
 */
final class ResponseWriter {

    private static final ByteBuffer NO_HEAD = ByteBuffer.allocate(0);
    private static final byte[] NO_BODY = {};
    private static final byte[] CR_LF = "\r\n".getBytes(US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);
    private static final int SIZE_LINE = 6;             // four digits, CR LF
    private static final int MAX_CHUNK = 0xFFFF;        // the largest size in four digits
    private static final int OWN_LINES = 256;           // bytes at most, without the response's fields
    private static final int MAX_PAUSE_MILLIS = 10;     // before a source is asked again

    private final Clock clock;
    private final int maxWait;
    private final PendingOutcomes outcomes;
    private HandOver handOver;              // what takes over after the response; null if nothing does
    private BodyFraming framing;
    private ByteBuffer head = NO_HEAD;      // what is left of it
    private byte[] body = NO_BODY;          // content that is in memory as a whole
    private int bodyWritten;                // bytes of it
    private BodySource source;                  // of content made while it is sent; null if there is none, or no more
    private long remaining;                      // bytes of the announced length; all of them before the first byte

    /** @param maxWait how long a source may have no piece, in milliseconds */
    ResponseWriter(Clock clock, int maxWait, PendingOutcomes outcomes) {
        this.clock = clock;
        this.maxWait = maxWait;
        this.outcomes = outcomes;
    }

    /**
     * Takes the next response, and puts its head into `out` if it fits, after the {@link Interim} responses that
     * precede it. The previous response must be complete.
     */
    void begin(Outgoing next, ByteBuffer out) {
        outcomes.begin(next.request());
        Response response = next.response();
        handOver = HandOver.of(next.request(), response);
        framing = handOver == null ? next.framing() : BodyFraming.NONE;
        String connection = handOver == null ? next.connection() : handOver.connection();
        source = response.source();
        remaining = framing == BodyFraming.LENGTH ? BodyFraming.contentLength(response) : Long.MAX_VALUE;
        byte[] interim = Interim.bytes(next.request());
        int most = interim.length + maxHeadBytes(response);
        if (most <= out.remaining()) {
            head(response, connection, out.put(interim));
        } else {
            ByteBuffer own = ByteBuffer.allocate(most).put(interim);
            head(response, connection, own);
            head = own.flip();
        }
        boolean content = !next.headOnly() && framing != BodyFraming.NONE && remaining > 0;
        body = content ? response.body() : NO_BODY;
        if (!content) {
            closeSource();
        }
    }

    /** Returns the maximum number of bytes in the head. */
    private static int maxHeadBytes(Response response) {
        int bytes = OWN_LINES;
        for (Field field : response.fields()) {
            bytes += field.name().length() + ": ".length() + field.value().length() + CR_LF.length;
        }
        return bytes;
    }

    /**
     * Puts the head into `out`, which has room for it: the status line with {@link Status#reason}; {@link #date}; the
     * fields of the response; {@link #framing}; `Connection`; the empty line. Lines end in CR LF.
     *
     * @param connection the value of `Connection`; null if there is no such field
     */
    // task head, until then: out.put(Todo.response("head", ""));
    private void head(Response response, String connection, ByteBuffer out) {
        put("HTTP/1.1 ", out);
        put(response.status(), out);
        put(" ", out);
        put(Status.reason(response.status()), out);
        put("\r\n", out);
        date(response, out);
        for (Field field : response.fields()) {
            field(field.name(), field.value(), out);
        }
        framing(out);
        if (connection != null) {
            field("Connection", connection, out);
        }
        put("\r\n", out);
    }

    /** Puts the current `Date` into `out`, unless the response has its own (RFC 9110 §6.6.1). */
    private void date(Response response, ByteBuffer out) {
        if (response.field("Date") == null) {
            put(clock.date(), out);
        }
    }

    /**
     * Puts into `out` the field that tells the client where the content ends. The value of `framing` decides which:
     * `Content-Length`, which is `remaining`, or `Transfer-Encoding`, or neither.
     */
    // task framing, until then: return;
    private void framing(ByteBuffer out) {
        switch (framing) {
            case LENGTH -> {
                put("Content-Length: ", out);
                put(remaining, out);
                put("\r\n", out);
            }
            case CHUNKED -> field("Transfer-Encoding", "chunked", out);
            case CLOSE, NONE -> {}
        }
    }

    private static void field(String name, String value, ByteBuffer out) {
        put(name, out);
        put(": ", out);
        put(value, out);
        put("\r\n", out);
    }

    /** Puts `text` into `out`. Each character is one byte, as when a request is read (ISO-8859-1). */
    @SuppressWarnings("deprecation")        // It takes the low byte of each character, here the only one.
    private static void put(String text, ByteBuffer out) {
        text.getBytes(0, text.length(), out.array(), out.arrayOffset() + out.position());
        out.position(out.position() + text.length());
    }

    /** Puts `number` into `out` in decimal digits. */
    private static void put(long number, ByteBuffer out) {
        if (number > 9) {
            put(number / 10, out);
        }
        out.put((byte) ('0' + number % 10));
    }

    /**
     * Puts as much of the response into `out` as there is room for. Asks a source for at most one piece, and waits for
     * it: the piece is written before the next one is requested.
     *
     * @return whether the response is complete, or there is none
     * @throws Exception if its source failed; `out` then has no byte of the piece
     */
    boolean write(ByteBuffer out) throws Exception {
        if (head.hasRemaining()) {
            int headPart = Math.min(head.remaining(), out.remaining());
            out.put(head.slice().limit(headPart));
            head.position(head.position() + headPart);
        }
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
        outcomes.complete();
        reset();
        return true;
    }

    /** Puts as much of a body in memory into `out` as fits, once the head is written. Never waits. */
    void refill(ByteBuffer out) {
        writeBody(out);
        if (!hasMore()) {
            outcomes.complete();
            reset();
        }
    }

    private void writeBody(ByteBuffer out) {
        if (!head.hasRemaining()) {
            int count = Math.min(body.length - bodyWritten, out.remaining());
            out.put(body, bodyWritten, count);
            bodyWritten += count;
            outcomes.add(count);
        }
    }

    /**
     * Puts one chunk into `out` (RFC 9112 §7.1): its size in four hexadecimal digits, CR LF, the data, CR LF. At the
     * end of the source, puts the last chunk and calls {@link #closeSource}. The data comes first: {@link #pull} puts
     * it into a slice of `out`, after the place of the size.
     */
    // task framing
    private void chunk(ByteBuffer out) throws Exception {
        ByteBuffer data =
                out.slice(out.position() + SIZE_LINE, Math.min(out.remaining() - SIZE_LINE - CR_LF.length, MAX_CHUNK));
        int size = pull(data);
        if (size < 0) {
            out.put(LAST_CHUNK);
            closeSource();
        } else {
            out.put(HexFormat.of().toHexDigits((short) size).getBytes(US_ASCII)).put(CR_LF);
            out.position(out.position() + size).put(CR_LF);
        }
    }

    /**
     * Puts the next piece ({@link #pull}) into `out` as it is, with no more bytes than are `remaining` of the announced
     * length, and reduces `remaining`. At the end of the source or of the length, calls {@link #closeSource}.
     *
     * @throws IOException if the source ends before the length that was announced
     */
    // task framing
    private void sized(ByteBuffer out) throws Exception {
        ByteBuffer data = out.slice(out.position(), (int) Math.min(out.remaining(), remaining));
        int size = pull(data);
        if (size < 0 && framing == BodyFraming.LENGTH) {
            throw new IOException("the content ends " + remaining + " bytes before its announced length");
        }
        out.position(out.position() + Math.max(size, 0));
        remaining -= size;
        if (size < 0 || remaining == 0) {
            closeSource();
        }
    }

    /**
     * Puts the next piece of the source into `data`. Returns the number of bytes, at least one, or -1 at the end. What
     * counts is what is in `data`, not what the source returns: bytes that the source did not put there may be another
     * client's. A source that has no piece yet is asked again after a pause, which does not occupy a processor. The
     * time limit is kept here, because not every engine interrupts work that is late.
     *
     * @throws IOException if the source has had no piece for `maxWait`
     * @throws InterruptedException if the engine interrupts the wait
     */
    private int pull(ByteBuffer data) throws Exception {
        long end = clock.now() + maxWait;
        for (int pause = 0; source.read(data) >= 0 && data.position() == 0; pause++) {
            if (clock.now() >= end) {
                throw new IOException("the content has had no next piece for " + maxWait + " ms");
            }
            Thread.sleep(Math.min(pause, MAX_PAUSE_MILLIS));
        }
        outcomes.add(data.position());
        return data.position() == 0 ? -1 : data.position();
    }

    /** Returns whether any part of the response is still to come. */
    boolean hasMore() {
        return head.hasRemaining() || bodyWritten < body.length || source != null;
    }

    /** Returns whether the content ends with the connection. */
    boolean isCloseDelimited() {
        return framing == BodyFraming.CLOSE;
    }

    HandOver handOver() {
        return handOver;
    }

    /** Drops what is left of the response. */
    void abandon() {
        outcomes.breakOff(Outcome.Cause.SERVER);
        reset();
        closeSource();
    }

    /** Forgets the response, which may be long. A connection that waits for a request must not hold it. */
    private void reset() {
        head = NO_HEAD;
        body = NO_BODY;
        bodyWritten = 0;
    }

    private void closeSource() {
        BodySource over = source;
        source = null;      // First, so that it is closed only once, even if closing fails.
        if (over != null) {
            over.close();
        }
    }
}
