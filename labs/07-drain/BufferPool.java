import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * The buffers in which responses wait until they are written. Page: docs/pages/lab07.adoc.
 *
 * <p>A connection has one only while it has something to send, so a thousand idle ones have none. The large ones have a
 * bound: when all are borrowed, a connection gets a small one. So it is slower while many clients do not read, but it
 * never waits for them, and they cannot fill the memory.
 */
final class BufferPool {

    /** Room for a body of 64 KiB with its head: so that leaves in one write. */
    static final int SIZE = 65 * 1024;
    private static final int SMALL = 4 * 1024;
    private static final int MIN_FREE = 256;
    private static final int MAX_POOLED = 64;

    private final Semaphore permits;
    private final ArrayBlockingQueue<ByteBuffer> pool = new ArrayBlockingQueue<>(MAX_POOLED);

    /** @param maxBytes how many bytes all large ones may have together */
    BufferPool(long maxBytes) {
        this.permits = new Semaphore(Math.clamp(maxBytes / SIZE, 1, Integer.MAX_VALUE));
    }

    /**
     * Borrows an empty buffer, without waiting: one of `SIZE` that was kept, or a new one; of `SMALL` if as many are
     * borrowed as there may be.
     */
    // task backpressure
    ByteBuffer acquire() {
        Todo.report("backpressure");
        return ByteBuffer.allocate(SIZE);
    }

    /** Whether it is not worth the trouble to put more into `buffer`. */
    static boolean isFull(ByteBuffer buffer) {
        return buffer.remaining() < MIN_FREE;
    }

    /** Takes a buffer back, and keeps it for the next one, unless it is small or enough are kept. */
    // task backpressure
    void release(ByteBuffer buffer) {
        Todo.report("backpressure");
    }
}
