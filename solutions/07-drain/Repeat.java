import java.nio.ByteBuffer;
import java.util.Arrays;

/** The letter `x`, so many times; it never takes more memory than the buffer that it is put into. Given. */
final class Repeat implements Source {

    private final long length;
    private long left;

    /** @param length what it says of its length: that, or {@link Source#UNKNOWN} */
    Repeat(long count, long length) {
        this.left = count;
        this.length = length;
    }

    @Override
    public int read(ByteBuffer out) {
        int count = (int) Math.min(left, out.remaining());
        int from = out.arrayOffset() + out.position();
        Arrays.fill(out.array(), from, from + count, (byte) 'x');
        out.position(out.position() + count);
        left -= count;
        return count == 0 ? -1 : count;
    }

    @Override
    public long length() {
        return length;
    }
}
