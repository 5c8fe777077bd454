// Given: nothing in this file is for you to write.
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Content in memory. Its buffer grows with the bytes received, never with the length announced. */
final class BufferedContent implements Content {

    private static final byte[] EMPTY = {};

    private final int maxBytes;
    private byte[] bytes = EMPTY;
    private int length;

    BufferedContent(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void add(ByteBuffer in, int count) {
        requireRoom(count);
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(maxBytes, Math.max(length + count, 2 * bytes.length)));
        }
        in.get(bytes, length, count);
        length += count;
    }

    @Override
    public void requireRoom(long count) {
        if (count > maxBytes - length) {
            throw new HttpException(413, "the content is longer than " + maxBytes + " bytes");
        }
    }

    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
