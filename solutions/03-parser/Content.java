import java.nio.ByteBuffer;
import java.util.Arrays;

/** The content of a body, collected. It grows with what has come, never with what was announced. Given. */
final class Content {

    private static final byte[] NOTHING = {};

    private final int most;
    private byte[] bytes = NOTHING;
    private int length;

    /** @param most how many bytes it may have */
    Content(int most) {
        this.most = most;
    }

    /** Takes the next `count` bytes of `in`. */
    void add(ByteBuffer in, int count) {
        expect(count);
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(length + count, 2 * bytes.length)));
        }
        in.get(bytes, length, count);
        length += count;
    }

    /** Refuses with 413 what would be too much, before it has come. */
    void expect(long count) {
        if (count > most - length) {
            throw new HttpError(413, "the content is longer than " + most + " bytes");
        }
    }

    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
