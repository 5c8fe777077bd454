import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Turns requests into the bytes of their responses. It calls the handler, decides whether the connection stays open,
 * and fills a buffer.
 *
 * <p>Requests that arrive together are all handled, up to a bound, before the first of their responses leaves
 * ({@link ResponseBatch}). A connection holds no buffer while a handler works: it borrows one when the handlers are
 * done. It makes more output only after the previous output has been written. A client that reads slowly therefore
 * slows down only its own responses, and takes no more memory than a client that reads fast. Page:
 * docs/pages/lab07.adoc.
 */
final class Exchange {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

    private final RequestReader reader;
    private final ExceptionBoundary handler;
    private final BufferPool buffers;
    private final ResponseWriter writer;
    private final PendingOutcomes outcomes;
    private final ResponseBatch waiting = new ResponseBatch();

    private ByteBuffer out;         // the bytes being written; null if there are none
    private int written;            // of `out`
    private boolean last;           // no further request gets a response
    private boolean clientMaySendMore;    // the client may still send after the last response
    private boolean mustReset;      // what was sent must not look complete
    private Outcome.Cause cause = Outcome.Cause.SERVER;     // of what is broken off

    Exchange(RequestReader reader, ExceptionBoundary handler, BufferPool buffers, Clock clock, int maxWait) {
        this.reader = reader;
        this.handler = handler;
        this.buffers = buffers;
        this.outcomes = new PendingOutcomes(clock.nanos());
        this.writer = new ResponseWriter(clock, maxWait, outcomes);
    }

    /**
     * Handles the request that has arrived; its response waits. The response is the `last` if its request is malformed,
     * if the client does not keep the connection ({@link #isPersistent}), if the response says so
     * ({@link Response#isLast}), or if its framing is CLOSE and its request was not HEAD. The last response has
     * `Connection: close`, and the reader discards what came after its request. Any other response has `Connection:
     * keep-alive` for HTTP/1.0, and the reader moves on to the next request.
     *
     * <p>For every response, note whether the client may still send after it, in case it is the last: its request was
     * malformed, it wanted to keep the connection, or something was discarded. A failing source makes it the last.
     */
    // task head
    void handleRequest() {
        Request request = reader.request();
        Head head = request.head();
        Response response = handler.handle(request);
        BodyFraming framing = BodyFraming.of(response, head.isHttp10());
        boolean headOnly = head.method().equals("HEAD");
        boolean malformed = request.failure() != null;
        boolean persistent = !malformed && isPersistent(head);
        last = !persistent || response.isLast() || framing == BodyFraming.CLOSE && !headOnly;
        clientMaySendMore = malformed || persistent;
        String connection = last ? "close" : head.isHttp10() ? "keep-alive" : null;
        waiting.add(new Outgoing(request.context(), response, framing, headOnly, connection));
        if (last) {
            clientMaySendMore |= reader.discard();
        } else {
            reader.next();
        }
    }

    /** Returns whether a request has arrived, and one more response may wait. */
    boolean canHandle() {
        return reader.hasRequest() && waiting.hasRoom();
    }

    /** Makes the next bytes, from the responses that wait. */
    void produce() {
        ByteBuffer buffer = buffers.acquire();
        if (buffer.remaining() < buffer.capacity()) {
            throw new IllegalStateException("BufferPool.acquire returned a buffer that is not empty");
        }
        try {
            fill(buffer);
        } finally {
            out = buffer.flip();        // Even after an Error in a source: `close` then returns the buffer.
            if (!out.hasRemaining()) {
                outcomes.sent();
                release();
            }
            outcomes.ready();
        }
    }

    /**
     * Returns whether the client wants to keep this connection (RFC 9112 §9.3). The options in `Connection` decide:
     * with `close` it does not. Otherwise an HTTP/1.1 client does, and an HTTP/1.0 client does with `keep-alive`.
     */
    // task keep-alive, until then: return false;
    private static boolean isPersistent(Head head) {
        List<String> options = head.fields().tokens("connection");
        return !options.contains("close") && (!head.isHttp10() || options.contains("keep-alive"));
    }

    /**
     * Puts into `buffer` what fits: the rest of the current response, then those that wait
     * ({@link ResponseBatch#hasNext}), then {@link #CONTINUE} if the client waits for it. Nothing follows a response
     * that is not complete. If a source fails, the method prints the fault and calls {@link #sourceFailed}.
     */
    // task head
    private void fill(ByteBuffer buffer) {
        try {
            boolean complete = writer.write(buffer);
            while (complete && waiting.hasNext(buffer)) {
                writer.begin(waiting.next(), buffer);
                complete = writer.write(buffer);
            }
        } catch (Exception fault) {
            fault.printStackTrace();
            sourceFailed();
        }
        if (!hasMore() && reader.awaitsContinue() && !BufferPool.isFull(buffer)) {
            buffer.put(CONTINUE);
            reader.continueSent();
        }
    }

    /**
     * Ends a response whose source has failed. Part of it may have been sent, so nothing can replace it, and nothing
     * can follow it: it is the `last`. {@link #abandon} ends it and the waiting responses, and the reader discards the
     * rest. What the client has received must not look complete. If the announced length or the last chunk is missing,
     * the client notices. If the content ends with the connection, it notices only a reset: `mustReset` (RFC 9112 §8).
     */
    // task framing
    private void sourceFailed() {
        mustReset = writer.isCloseDelimited();
        abandon();
        reader.discard();
        last = true;
    }

    /** Drops what is left of the current response, all waiting responses, and a request that gets none. */
    private void abandon() {
        try {
            writer.abandon();
        } finally {
            waiting.abandon(cause);
            reader.abandon(cause);
        }
    }

    /** Returns the bytes to write; null if there are none. */
    ByteBuffer pendingOutput() {
        return out;
    }

    /**
     * Returns whether any byte of the output has been written since the last call. If all of it has, the buffer takes
     * what is left of a body in memory, which needs no waiting. If nothing is left, the buffer returns to the pool.
     */
    boolean sent() {
        boolean progress = out.position() > written;
        outcomes.taken();
        written = out.position();
        if (!out.hasRemaining()) {
            outcomes.sent();
            writer.refill(out.clear());
            written = 0;
            if (!out.flip().hasRemaining()) {
                release();
            }
        }
        return progress;
    }

    private void release() {
        buffers.release(out);
        out = null;
        written = 0;
    }

    /** Ends the exchange. It sends nothing more, not even what is in the buffer. */
    void close(Outcome.Cause why) {
        cause = why;
        if (out != null) {
            outcomes.taken();       // Its client has kept it waiting until now.
            release();
        }
        outcomes.breakOffAll(cause);
        abandon();
    }

    /** Returns whether the current and the waiting responses have more bytes to make. */
    boolean hasMore() {
        return writer.hasMore() || !waiting.isEmpty();
    }

    boolean isLast() {
        return last;
    }

    /** Returns whether the client may still send what no one wants. */
    boolean clientMaySendMore() {
        return clientMaySendMore && writer.handOver() == null;
    }

    /** Returns what takes over after the last response; null if nothing does. */
    Tunnel tunnel() {
        HandOver handOver = writer.handOver();
        return handOver == null ? null : client -> handOver.tunnel().run(client.after(reader.ahead()));
    }

    boolean mustReset() {
        return mustReset;
    }
}
