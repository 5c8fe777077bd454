import java.nio.ByteBuffer;
import java.util.Arrays;

/** Content in memory. Its buffer grows with the bytes received, never with the length announced. */
final class BufferedContent implements Content {

    private static final byte[] EMPTY = {};

    private final int maxBytes;
    private final BodyBudget budget;
    private int taken;                 // from the budget
    private byte[] bytes = EMPTY;
    private int length;

    /** @param budget where the memory comes from, until {@link #release} */
    BufferedContent(int maxBytes, BodyBudget budget) {
        this.maxBytes = maxBytes;
        this.budget = budget;
    }

    @Override
    public void add(ByteBuffer in, int count) {
        requireRoom(count);
        if (length + count > bytes.length) {
            int size = Math.min(maxBytes, Math.max(length + count, 2 * bytes.length));
            budget.take(size - taken);
            taken = size;
            bytes = Arrays.copyOf(bytes, size);
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

    @Override
    public void release() {
        budget.giveBack(taken);
    }

    @Override
    public byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
