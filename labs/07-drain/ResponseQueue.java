import java.util.ArrayDeque;
import java.util.Queue;

/** The responses of one connection that wait to be written, in the order of their requests (RFC 9112 §9.3.2). */
final class ResponseQueue {

    private static final int MAX = 16;                  // responses
    private static final int MAX_BYTES = 64 * 1024;     // of their bodies; the last body may exceed it

    private final Queue<Exchange.Outgoing> waiting = new ArrayDeque<>(1);

    void add(Exchange.Outgoing response) {
        waiting.add(response);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Returns the response that is written next; null if none waits. */
    Exchange.Outgoing peek() {
        return waiting.peek();
    }

    Exchange.Outgoing remove() {
        return waiting.remove();
    }

    /**
     * Returns whether one more response may wait: fewer than {@link #MAX} do, their bodies have fewer than
     * {@link #MAX_BYTES}, and none has a source, which may be of any length.
     */
    // task backpressure
    boolean hasRoom() {
        Todo.report("backpressure");
        return true;
    }

    /** Drops all responses. */
    void close() {
        while (!waiting.isEmpty()) {
            waiting.remove().response().close();
        }
    }
}
