import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * The buffers in which answers wait until they are written. Page: docs/pages/lab07.adoc.
 *
 * <p>A connection has one only while it has something to send, so a thousand idle ones have none. And there is an end
 * to them: where all are lent, the next answer waits until a client has read its own, or was given up. So slow readers
 * cannot fill the memory.
 */
final class Buffers {

    /** Room for a body of 64 KiB with its head: so that leaves in one write. */
    static final int SIZE = 65 * 1024;
    private static final int LEAST = 256;
    private static final int MOST_KEPT = 64;

    private final Semaphore room;
    private final ArrayBlockingQueue<ByteBuffer> kept = new ArrayBlockingQueue<>(MOST_KEPT);

    /** @param most how many bytes all of them may have together */
    Buffers(long most) {
        this.room = new Semaphore(Math.clamp(most / SIZE, 1, Integer.MAX_VALUE));
    }

    /** Lends an empty buffer: one that was kept, or a new one. Waits if as many are lent as there may be. */
    // task backpressure
    ByteBuffer acquire() {
        Todo.say("backpressure");
        return ByteBuffer.allocate(SIZE);
    }

    /** Whether it is not worth the trouble to put more into `buffer`. */
    static boolean isFull(ByteBuffer buffer) {
        return buffer.remaining() < LEAST;
    }

    /**
     * `buffer`, or if that is full a larger one that begins with the same bytes: for whoever does not stop to write
     * them ({@link Outbox}).
     */
    static ByteBuffer withRoom(ByteBuffer buffer) {
        return isFull(buffer) ? ByteBuffer.allocate(2 * buffer.capacity()).put(buffer.flip()) : buffer;
    }

    /**
     * Takes a buffer back, and keeps it, unless it has grown, or enough are kept. Whoever waits for one may have it.
     */
    // task backpressure
    void release(ByteBuffer buffer) {
        Todo.say("backpressure");
    }
}
