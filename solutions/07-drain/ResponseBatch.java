import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The responses of a connection that wait for each other, in the order of their requests: they leave in one write, if
 * they fit. Page: docs/pages/lab07.adoc.
 */
final class ResponseBatch {

    private static final int MAX_RESPONSES = 16;
    private static final int MAX_BYTES = 64 * 1024;    // of their bodies; the last body may exceed it

    private final Queue<Outgoing> waiting = new ArrayDeque<>(1);

    void add(Outgoing last) {
        last.request().reached(RequestStage.BUFFER);
        waiting.add(last);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Returns whether one more response may wait. However many requests a client sends, few of its responses do: at
     * most {@value #MAX_RESPONSES}, and before the last their bodies have less than {@value #MAX_BYTES} bytes. None
     * waits for a source, which may be of any length.
     */
    // task backpressure, until then: return true;
    boolean hasRoom() {
        long bytes = 0;
        for (Outgoing each : waiting) {
            bytes += each.response().source() == null ? each.response().body().length : MAX_BYTES;
        }
        return waiting.size() < MAX_RESPONSES && bytes < MAX_BYTES;
    }

    /**
     * Returns whether a response may begin in `buffer`, after what is there. One with a source begins in an empty
     * buffer, so that no other response waits for its source.
     */
    boolean hasNext(ByteBuffer buffer) {
        return !waiting.isEmpty() && !BufferPool.isFull(buffer)
                && (buffer.position() == 0 || waiting.peek().response().source() == null);
    }

    /** Removes and returns the first response. */
    Outgoing next() {
        return waiting.remove();
    }

    /** Drops all responses. */
    void abandon(Outcome.Cause cause) {
        while (!waiting.isEmpty()) {
            waiting.remove().abandon(cause);
        }
    }
}
