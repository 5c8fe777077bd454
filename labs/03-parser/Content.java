import java.nio.ByteBuffer;
import java.util.Arrays;

/** The content of a body, collected. It grows with what has come, never with what was announced. Given. */
final class Content {

    private static final byte[] EMPTY = {};

    private final int maxBytes;
    private byte[] bytes = EMPTY;
    private int length;

    /** @param maxBytes how many bytes it may have */
    Content(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes the next `count` bytes of `in`. */
    void add(ByteBuffer in, int count) {
        requireRoom(count);
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(maxBytes, Math.max(length + count, 2 * bytes.length)));
        }
        in.get(bytes, length, count);
        length += count;
    }

    /** Refuses with 413 what would be too much, before it has come. */
    void requireRoom(long count) {
        if (count > maxBytes - length) {
            throw new HttpException(413, "the content is longer than " + maxBytes + " bytes");
        }
    }

    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
