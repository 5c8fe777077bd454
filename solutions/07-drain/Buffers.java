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
final class Buffers {

    /** Room for a body of 64 KiB with its head: so that leaves in one write. */
    static final int SIZE = 65 * 1024;
    private static final int SMALL = 4 * 1024;
    private static final int LEAST = 256;
    private static final int MOST_KEPT = 64;

    private final Semaphore room;
    private final ArrayBlockingQueue<ByteBuffer> kept = new ArrayBlockingQueue<>(MOST_KEPT);

    /** @param most how many bytes all large ones may have together */
    Buffers(long most) {
        this.room = new Semaphore(Math.clamp(most / SIZE, 1, Integer.MAX_VALUE));
    }

    /**
     * Borrows an empty buffer, without waiting: one of `SIZE` that was kept, or a new one; of `SMALL` if as many are
     * borrowed as there may be.
     */
    // task backpressure, until then: return ByteBuffer.allocate(SIZE);
    ByteBuffer acquire() {
        if (!room.tryAcquire()) {
            return ByteBuffer.allocate(SMALL);
        }
        ByteBuffer buffer = kept.poll();
        return buffer == null ? ByteBuffer.allocate(SIZE) : buffer.clear();
    }

    /** Whether it is not worth the trouble to put more into `buffer`. */
    static boolean isFull(ByteBuffer buffer) {
        return buffer.remaining() < LEAST;
    }

    /** Takes a buffer back, and keeps it for the next one, unless it is small or enough are kept. */
    // task backpressure, until then: return;
    void release(ByteBuffer buffer) {
        if (buffer.capacity() == SIZE) {
            kept.offer(buffer);
            room.release();
        }
    }
}
