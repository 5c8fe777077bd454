import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * From requests to the bytes of their responses: asks the handler, decides whether the connection goes on, and fills a
 * buffer.
 *
 * <p>All requests that came together are handled before the first of their responses leaves, up to a bound: so they
 * leave in one write, and wait for each other. No buffer is held while a handler works: a connection borrows one when
 * the handlers are done. More is made only when what was made has been written, so a client that reads slowly slows
 * down its own responses, and takes no more memory than a client that reads fast. Page: docs/pages/lab07.adoc.
 */
final class Exchange {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);
    private static final int MAX_WAITING = 16;                 // responses
    private static final int MAX_WAITING_BYTES = 64 * 1024;    // of their bodies; the last one may exceed it

    private final RequestReader reader;
    private final ExceptionBoundary handler;
    private final BufferPool buffers;
    private final ResponseWriter writer;
    private final Queue<Outgoing> waiting = new ArrayDeque<>(1);

    private ByteBuffer out;         // bytes that are being written; null if there are none
    private int written;            // of `out`
    private boolean last;           // no further request gets a response
    private boolean moreMayCome;    // bytes of the client, after the last response
    private boolean mustReset;      // what was sent must not look complete

    /**
     * A response that waits to be written.
     *
     * @param headOnly whether its request was HEAD: then it has the same head as for GET, and no content (RFC 9110
     *        §9.3.2)
     * @param connection the value of `Connection`; null if there is no such field
     */
    record Outgoing(Response response, BodyFraming framing, boolean headOnly, String connection) {}

    Exchange(RequestReader reader, ExceptionBoundary handler, BufferPool buffers, ResponseWriter writer) {
        this.reader = reader;
        this.handler = handler;
        this.buffers = buffers;
        this.writer = writer;
    }

    /** Makes the next bytes: of the responses that wait, else of those to the requests that have come. */
    void work() {
        if (!hasMore()) {
            handleRequests();
        }
        ByteBuffer buffer = buffers.acquire();
        try {
            fill(buffer);
        } finally {
            out = buffer.flip();        // Also after an Error in a source: `close` returns the buffer.
            if (!out.hasRemaining()) {
                release();
            }
        }
    }

    /**
     * Asks the handler for responses to the requests that have come, as long as one more may wait: fewer than
     * {@link #MAX_WAITING} wait, the bodies have fewer than {@link #MAX_WAITING_BYTES}, and the last one has no source,
     * which may be of any length.
     */
    // task backpressure
    private void handleRequests() {
        Todo.report("backpressure");
        while (reader.hasRequest()) { handleRequest(); }
    }

    /**
     * Gets the response to the request that has come, and returns it; from now on it waits. It is the `last` if its
     * request is malformed, if the client does not go on ({@link #isPersistent}), if the response says so
     * ({@link Response#isLast}), or if the end of the connection is the end of its content; a response to HEAD has no
     * content. The last one has `Connection: close`, and the reader discards what came after the request. Any other
     * response has `Connection: keep-alive` for HTTP/1.0, and the next request's turn comes.
     *
     * <p>After the last response the client may send still if its request was malformed, if it wanted to go on, or if
     * something was discarded.
     */
    // task head
    private Response handleRequest() {
        throw new Todo("head");
    }

    /**
     * Whether the client wants to go on with this connection (RFC 9112 §9.3). The options in `Connection` tell: with
     * `close` it does not; else HTTP/1.1 does, and HTTP/1.0 does with `keep-alive`.
     */
    // task keep-alive
    private static boolean isPersistent(Head head) {
        Todo.report("keep-alive");
        return false;
    }

    /**
     * Puts into `buffer` what there is room for: the rest of a response, then those that wait, in their order, then
     * {@link #CONTINUE} if the client waits for that. Nothing follows a response that is not complete. A response with
     * a source begins in an empty buffer, so that no other one waits for its source. If a source fails, the fault is
     * printed, and the response is {@link #sourceFailed}.
     */
    // task head
    private void fill(ByteBuffer buffer) {
        throw new Todo("head");
    }

    /**
     * A source has failed, and a part of its response may have been sent: nothing else can be said in its place, and
     * nothing after it. So it is the `last`; {@link #abandon} ends it and those that wait, and the reader discards the
     * rest. What the client has got must not look complete. A missing length or last chunk tells that. Where the end of
     * the connection is the end of the content, only a reset does: `mustReset` (RFC 9112 §8).
     */
    // task framing
    private void sourceFailed() {
        throw new Todo("framing");
    }

    /** Nothing more is made of the responses that there are. */
    private void abandon() {
        try {
            writer.abandon();
        } finally {
            while (!waiting.isEmpty()) {
                waiting.remove().response().close();
            }
        }
    }

    /** The bytes to write; null if there are none. */
    ByteBuffer pendingOutput() {
        return out;
    }

    /**
     * Returns whether any byte of the output has been written. If all have, the buffer takes what is left of a body in
     * memory, for which nothing needs to be waited for; else it is returned.
     */
    boolean sent() {
        boolean progress = out.position() > written;
        written = out.position();
        if (!out.hasRemaining()) {
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

    /** Nothing more will be sent, not even what is in the buffer. */
    void close() {
        if (out != null) {
            release();
        }
        abandon();
    }

    /** Whether more is to be made of the responses that there are. */
    boolean hasMore() {
        return writer.hasMore() || !waiting.isEmpty();
    }

    boolean isLast() {
        return last;
    }

    boolean moreMayCome() {
        return moreMayCome;
    }

    boolean mustReset() {
        return mustReset;
    }
}
