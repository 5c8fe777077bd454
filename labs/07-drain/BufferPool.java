import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * A pool of the buffers that hold responses until they are written. Page: docs/pages/lab07.adoc.
 *
 * <p>A connection holds a buffer only while it has something to send, so a thousand idle connections hold none. The
 * number of large buffers is bounded. When all of them are borrowed, a connection gets a small buffer. It is then
 * slower while many clients do not read, but it never waits for them, and they cannot fill the memory.
 */
final class BufferPool {

    /** The size of a large buffer: a body of 64 KiB and its head fit, so they leave in one write. */
    static final int SIZE = 65 * 1024;
    private static final int SMALL = 4 * 1024;
    private static final int MIN_FREE = 256;
    private static final int MAX_POOLED = 64;

    private final Semaphore permits;
    private final int limit;            // of large buffers
    private final ArrayBlockingQueue<ByteBuffer> pool = new ArrayBlockingQueue<>(MAX_POOLED);

    /** @param maxBytes the maximum number of bytes in all large buffers together */
    BufferPool(long maxBytes) {
        this.permits = new Semaphore(Math.clamp(maxBytes / SIZE, 1, Integer.MAX_VALUE));
        this.limit = permits.availablePermits();
    }

    /** Returns how many large buffers there may be. */
    int limit() {
        return limit;
    }

    /** Returns how many large buffers are borrowed now. */
    int borrowed() {
        return limit - permits.availablePermits();
    }

    /**
     * Borrows an empty buffer, without waiting. Its size is `SIZE`, and it is either a kept buffer or a new one. If the
     * maximum number of large buffers is borrowed, its size is `SMALL`.
     */
    // task backpressure
    ByteBuffer acquire() {
        Todo.report("backpressure");
        return ByteBuffer.allocate(SIZE);
    }

    /** Returns whether `buffer` has too little room left to be worth filling. */
    static boolean isFull(ByteBuffer buffer) {
        return buffer.remaining() < MIN_FREE;
    }

    /** Returns a buffer to the pool, which keeps it unless it is small or enough buffers are kept. */
    // task backpressure
    void release(ByteBuffer buffer) {
        Todo.report("backpressure");
    }
}
